"""What citeproc-py 0.11 needs to give what citeproc-js gives: the corrections, a rule of CSL 1.0.2 a module.

citeproc-py reads styles and locales and settles which locale a term comes from; that part is used as it is
(``sheet``). Its rendering joins strings as soon as they are made, so that by the time two of them meet
nobody knows any more which full stop is the style's and which the title's; rules about affixes, quotes,
case and repeated punctuation cannot be put right from outside of that. Rendering is therefore done here, on
pieces that remember what they are (``pieces``) until a reference is complete. No module here knows a style.
"""
