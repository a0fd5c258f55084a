"""What citeproc-py 0.11 needs to give what citeproc-js gives, by the rules of CSL 1.0.2.

citeproc-py reads styles and locales and settles which of its locales a term or a date comes from; that part is
used as it is (``sheet``). Its rendering joins strings as soon as they are made, so that by the time two of
them meet nobody knows any more which full stop is the style's and which the title's: rules about affixes,
quotes, case and repeated punctuation cannot be put right from outside of it. Rendering is therefore done here,
on pieces that remember what they are (``pieces``) until a reference is complete. No module here knows a style.

Where citeproc-js departs from the specification it is followed, but for what no reader wants: it repeats the
affixes of a date around the second year of a span, "(2019–(2020))", and drops the spaces of its second half,
"2019 Dec–2020Jan"; it prints the volume "S1-S2" as "1–2" and leaves pages "12--18" as they are; it moves a
question mark that begins a title in front of its quotation mark.
"""
