"""The network: Crossref, PubMed and ClinicalTrials.gov asked politely. Nothing else in hairtx opens a socket."""
