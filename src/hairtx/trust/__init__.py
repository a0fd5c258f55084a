"""Whether a citation is what the services say it is: rules and verdicts, pure, without the network."""
