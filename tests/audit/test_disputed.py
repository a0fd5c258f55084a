"""The two citations that could not be found are named in whatever form; the real works beside them never are."""

import pytest

A = (
    "Adipose-derived stem cell therapy for hair loss: a systematic review and meta-analysis of randomized "
    "controlled trials"
)
B = "Adipose-derived stem cell-based therapy for alopecia areata: a randomized controlled trial"
A_DOI, B_DOI = "10.1111/jocd.12813", "10.1002/sctm.18-0039"

FIRST = [
    f"1. Krasnopolsky E, Paul T, Sandhu S, et al. {A}. J Cosmet Dermatol. 2019 Apr;18(2):512-520. doi: {A_DOI}.",
    f"1. Krasnopolsky E, Paul T, Sandhu S, et al. {A}. J Cosmet Dermatol. 2019;18(2):512-520.",
    f"[1] Krasnopolsky E, Paul T, Sandhu S, et al. {A.title()}. J Cosmet Dermatol 2019 Apr; 18: 512–520.",
    f"(1) Krasnopolsky E et al. {A.replace(' and ', ' & ')}. Journal of Cosmetic Dermatology. 2019.",
    f"Krasnopolsky, E., Paul, T., Sandhu, S., et al. (2019). {A}. Journal of Cosmetic Dermatology, 18(2), 512–520. "
    f"https://doi.org/{A_DOI}",
    f"Krasnopolsky, E., Paul, T., & Sandhu, S. (2019). {A.replace('-', ' ')}. Journal of Cosmetic Dermatology, 18.",
    f"Krasnopolsky (2019). {A.replace('-', chr(0x2010)).replace('randomized', 'randomised')}.",
    f"E. Krasnopolsky, T. Paul, and S. Sandhu, “{A},” J. Cosmet. Dermatol., vol. 18, no. 2, pp. 512–520, 2019.",
    f"Krasnopolsky, E., et al. “{A}.” Journal of Cosmetic Dermatology, vol. 18, no. 2, Apr. 2019, pp. 512–520.",
    f"- **Krasnopolsky E**, Paul T. *{A}*. J Cosmet Dermatol. 2019;**18**(2):512-520. [doi](https://doi.org/{A_DOI})",
    "Krasnopolsky E, Paul T, Sandhu S, et al. Adipose-derived stem cell therapy for hair loss. J Cosmet Dermatol. "
    "2019;18(2):512-520.",
    "Krasnopolsky E, Paul T, et al. J Cosmet Dermatol. 2019;18(2):512-520.",
    f"A meta-analysis of randomised trials ({A}, J Cosmet Dermatol 2019) found a benefit.",
    "In the review of Krasnopolsky and others (J Cosmet Dermatol. 2019;18(2):512-520) hair grew.",
    f"It grew, as was told elsewhere (https://doi.org/{A_DOI}).",
]
SECOND = [
    f"2. Tawfik MA, Al-Hamid AA, Al-Khatib DA, et al. {B}. Stem Cells Transl Med. 2018 Nov;7(11):801-809. "
    f"doi: {B_DOI}.",
    f"Tawfik, M. A., Al-Hamid, A. A., & Al-Khatib, D. A. (2018). {B.title()}. Stem Cells Translational Medicine, "
    "7(11), 801–809.",
    f"Tawfik et al. {B}. Stem Cells Transl Med 2018",
    "Tawfik MA, et al. Adipose-derived stem cell therapy for alopecia areata: a randomised controlled trial. "
    "Stem Cells Transl Med. 2018;7(11):801-809.",
    B_DOI,
]


@pytest.mark.parametrize("text", FIRST)
def test_the_first_citation_is_named_as_disputed_in_every_form(verdict, text):
    found = verdict(text)
    assert (found.status, found.match) == ("disputed", "krasnopolsky2019")


@pytest.mark.parametrize("text", SECOND)
def test_the_second_citation_is_named_as_disputed_in_every_form(verdict, text):
    found = verdict(text)
    assert (found.status, found.match) == ("disputed", "tawfik2018")


def test_both_in_one_sentence_are_told_apart(audit):
    found = audit(
        f"It works (Krasnopolsky E, Paul T, Sandhu S, et al. {A}. J Cosmet Dermatol. 2019 Apr;18(2):512-520. doi: "
        f"{A_DOI}; Tawfik MA, Al-Hamid AA, et al. {B}. Stem Cells Transl Med. 2018 Nov;7(11):801-809. doi: {B_DOI}), "
        "as they have shown."
    )
    assert [(one.status, one.match) for _, one in found] == [
        ("disputed", "krasnopolsky2019"),
        ("disputed", "tawfik2018"),
    ]


def test_both_in_a_list_wrapped_and_hyphenated_as_a_pdf_leaves_it(audit):
    found = audit(
        "References\n"
        "Krasnopolsky E, Paul T, Sandhu S, et al. Adipose-derived stem cell therapy for hair\n"
        "loss: a systematic review and meta-analysis of ran-\ndomized controlled trials. J Cosmet Dermatol. 2019\n"
        "Apr;18(2):512-520. doi: 10.1111/jocd.\n12813.\n"
        "Tawfik MA, Al-Hamid AA, Al-Khatib DA, et al. Adipose-derived stem cell-\nbased therapy for alopecia areata: a "
        "randomized controlled trial. Stem Cells Transl\nMed. 2018 Nov;7(11):801-809.\n"
    )
    assert [one.match for _, one in found] == ["krasnopolsky2019", "tawfik2018"]
    assert found[0][0].numbers == {"doi": A_DOI}


def test_the_reason_says_what_is_the_same_and_names_the_real_works(verdict):
    reason = verdict(FIRST[0]).reason
    assert "the same title, first author, journal, year, volume and page, DOI as krasnopolsky2019" in reason
    assert "chien2024" in reason


def test_a_doi_alone_is_said_to_be_possibly_another_work_s(verdict):
    assert "may belong to another work" in verdict(B_DOI).reason


REAL = [
    "1. Smith J, Jones K. Adipose-derived stem cell therapy for hair loss: a systematic review. Aesthet Surg J. "
    "2021;41(3):300-310.",
    f"1. Smith J, Jones K. {A}. Aesthet Surg J. 2025;45(3):300-310. doi:10.1093/asj/sjz999",
    f"1. Smith J, Jones K. {B}. J Am Acad Dermatol. 2025;90(3):300-310. doi:10.1016/j.jaad.2025.01.001",
    f"1. Smith J, Jones K. Botulinum toxin in the face of adults. J Cosmet Dermatol. 2019;18(2):512-520. doi:{A_DOI}",
    f"1. Real A, Author B. Mechanisms of ageing in bone marrow niches. Stem Cells Transl Med. 2018;7(11):801-809. "
    f"doi:{B_DOI}",
    "1. Tawfik AA, Osman MAR. The effect of autologous activated platelet-rich plasma injection on female pattern hair "
    "loss: a randomized placebo-controlled study. J Cosmet Dermatol. 2018;17(1):47-53.",
    "1. Tawfik A, Noor B. Platelet-rich plasma therapy for alopecia areata: a randomized controlled trial. Stem Cells "
    "Transl Med. 2018;7(9):701-709.",
    "1. Smith J. Adipose-derived stem cell-based therapy for alopecia areata: a randomized controlled trial protocol. "
    "Trials. 2018;19:100.",
    f"1. Smith J. Comment on “{B}”. Stem Cells Transl Med. 2019;8(1):1.",
    "1. Paul T, Sandhu S. Hair loss in women: an overview for the clinician. J Cosmet Dermatol. 2019;18(2):600-610.",
]


@pytest.mark.parametrize("text", REAL)
def test_another_work_is_never_accused_however_near_it_is(verdict, text):
    found = verdict(text)
    assert (found.status, found.match) == ("unknown", None)


@pytest.mark.parametrize("id", ["krasnopolsky2019", "tawfik2018"])
def test_the_nearest_real_works_are_known_by_their_title_beside_the_disputed_doi(
    bundled_library, verdict, id
):
    disputed = bundled_library.study(id)
    for key in disputed.dispute.nearest:
        real = bundled_library.study(key)
        family = real.authors[0].split(",")[0]
        found = verdict(
            f"1. {family} A, et al. {real.title}. {real.journal_abbr or real.journal}. {real.year}."
        )
        assert (found.status, found.match) == ("known", key)
        mixed = verdict(
            f"1. {family} A, et al. {real.title}. {real.journal}. {real.year}. doi:{disputed.doi}"
        )
        assert (mixed.status, mixed.match) in [("differs", key), ("known", key)]
