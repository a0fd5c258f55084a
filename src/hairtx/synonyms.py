"""People's words beside the records' words: spellings, endings, and what treatments and conditions are called plainly.

Names that belong to a record stand in the dataset as its aliases. What stands here are phrases that describe
one without being its name; a reviewer may read the tables as they are.
"""

import re
from collections.abc import Mapping
from functools import cache

from hairtx.names import fold

# phrases for a record, by its id; each is searched as a name would be, but weighs less
PLAIN: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("condition", "alopecia-areata"): (
        "bald spot", "coin-sized bald patch", "bald spots overnight", "immune system attacking hair",
        "losing eyebrows", "hair coming out in round patches", "no hair anywhere on the body", "patchy beard",
    ),
    ("condition", "central-centrifugal"): ("scarring on the crown", "burning crown hair loss black women"),
    ("condition", "chemotherapy-induced"): ("losing hair during cancer treatment", "hair after chemo"),
    ("condition", "female-pattern"): (
        "thinning hair woman", "female hair loss", "hair loss in women", "see my scalp through my hair",
        "thin hair at the parting", "menopause thinning", "polycystic ovary hair loss", "losing hair as a woman",
        "part line getting wider",
    ),
    ("condition", "frontal-fibrosing"): (
        "losing eyebrows", "hairline moving back in an older woman", "forehead getting bigger woman",
    ),
    ("condition", "lichen-planopilaris"): ("itchy burning scalp hair loss", "scarring hair loss"),
    ("condition", "male-pattern"): (
        "going bald", "bald spot", "bald man", "male hair loss", "hair loss in men", "receding temples",
        "losing hair in my twenties", "genetic hair loss", "hereditary balding", "DHT hair loss",
    ),
    ("condition", "telogen-effluvium"): (
        "hair falling out after birth", "hair loss after pregnancy", "hair loss after having a baby",
        "hair falling out", "hair loss from stress", "hair coming out in the shower", "sudden hair shedding",
        "hair loss after losing weight", "hair loss after fever", "hair loss while breastfeeding",
        "hair loss crash diet", "clumps of hair",
    ),
    ("condition", "traction"): (
        "tight braids", "tight ponytail", "cornrows", "dreadlocks", "hair loss from extensions",
        "hair pulled too tight",
        "thin edges",
    ),
    ("treatment", "adsc"): ("liposuction stem cells for hair", "stem cells from fat"),
    ("treatment", "bimatoprost"): ("eyelash serum", "lash serum", "longer lashes"),
    ("treatment", "combined-oral-contraceptives"): ("the pill", "contraception", "estrogen pill"),
    ("treatment", "contact-immunotherapy"): ("allergy cream to regrow hair",),
    ("treatment", "dutasteride"): ("hair loss pill", "DHT blocker"),
    ("treatment", "finasteride"): (
        "hair loss pill", "DHT blocker", "prostate drug for hair", "baldness pill",
    ),
    ("treatment", "follicle-cell-therapy"): ("growing new hair follicles", "lab-grown hair"),
    ("treatment", "hair-transplant"): (
        "hair plugs", "hair implants", "hair surgery", "grafts from the back of the head",
    ),
    ("treatment", "intralesional-corticosteroids"): (
        "steroid shots in the scalp", "cortisone shot", "cortisone injections",
    ),
    ("treatment", "ketoconazole-shampoo"): (
        "dandruff shampoo", "antifungal shampoo", "medicated shampoo",
        "DHT blocker shampoo", "DHT shampoo",
    ),
    ("treatment", "lllt"): (
        "laser hat", "cold laser", "red light helmet", "hair growth helmet", "laser brush", "laser band",
    ),
    ("treatment", "microneedling"): (
        "derma pen", "derma roller", "needle roller", "scalp roller", "derma stamp",
    ),
    ("treatment", "mesotherapy"): ("vitamin injections in the scalp",),
    ("treatment", "nutrafol"): ("hair vitamins", "hair growth supplement"),
    ("treatment", "oral-minoxidil"): (
        "hair loss pill", "minoxidil pill", "minoxidil tablets", "minoxidil by mouth",
    ),
    ("treatment", "prp"): ("own blood injections", "blood plasma injections", "vampire facial for hair"),
    ("treatment", "psychological-support"): (
        "therapy for coping with hair loss", "depressed about hair loss", "support group",
    ),
    ("treatment", "scalp-cooling"): ("keep hair during chemo", "ice cap", "freezing cap"),
    ("treatment", "scalp-massage"): ("head massage", "rubbing the scalp"),
    ("treatment", "scalp-micropigmentation"): ("hair tattoo", "tattooed hairline"),
    ("treatment", "spironolactone"): ("hormone blocker for women", "water pill for hair"),
    ("treatment", "systemic-corticosteroids"): ("steroid pills", "steroid tablets", "prednisone"),
    ("treatment", "topical-corticosteroids"): ("steroid cream", "steroid lotion", "cortisone cream"),
    ("treatment", "topical-minoxidil"): (
        "hair growth foam", "over-the-counter hair growth lotion", "minoxidil spray",
    ),
    ("treatment", "trigger-removal"): ("will it grow back by itself", "stop tight hairstyles"),
    ("treatment", "wigs-and-camouflage"): (
        "toupee", "hair fibers", "hair topper", "cover a bald spot", "headscarf", "hair system",
    ),
    ("treatment", "statins-areata"): ("cholesterol drug for hair",),
    ("treatment", "topical-jak-inhibitors"): ("jak cream",),
}  # fmt: skip

# what people ask of a part of a record, by the field that answers it
TOPICS: Mapping[str, str] = {
    "harms": "side effects adverse events safety safe risks dangerous complications",
    "contraindications": "who should not take avoid contraindicated pregnant pregnancy",
    "dosing": "dose dosage how much how often protocol",
    "mechanism": "how it works mechanism of action",
    "regulation": "approved approval legal FDA EMA",
    "bottom_line": "works effective efficacy evidence results before after",
    "cause": "causes why reason",
    "course": "prognosis outlook grow back regrow permanent",
    "red_flags": "see a doctor warning signs",
    "prevalence": "how common prevalence incidence",
}

# what a category of treatments is asked for as
CATEGORIES: Mapping[str, str] = {
    "oral drug": "pill tablet capsule oral medication by mouth",
    "topical drug": "topical lotion cream solution",
    "injection": "injection shot jab",
    "surgery": "surgery operation",
    "supplement": "supplement vitamin natural",
    "botanical": "herbal natural remedy home",
    "device": "device machine",
}

# they say nothing of what is looked for, unless nothing else was typed
_EMPTY = frozenset(
    fold(
        """
        a about after am an and any are as at be been best by can cure do does for from get getting got had has have
        help how i if in into is it its me my near no not of off on or our out so some than that the their them there
        this to treat treated treating treatment vs versus was what when which while who why will with work
        you your
        """
    ).split()
)
# nearly every record has them
_WEAK = frozenset(("hair", "loss", "alopecia", "scalp"))

# British to American, and a few other double spellings; whatever is typed or written meets in the second
_SPELLINGS = (
    ("oestr", "estr"), ("oedema", "edema"), ("rrhoe", "rrhe"), ("aem", "em"), ("paed", "ped"), ("aeti", "eti"),
    ("naec", "nec"), ("naesth", "nesth"), ("foet", "fet"), ("umour", "umor"), ("olour", "olor"), ("aviour", "avior"),
    ("labour", "labor"), ("grey", "gray"), ("fibre", "fiber"), ("centre", "center"), ("litre", "liter"),
    ("sulph", "sulf"), ("ciclosporin", "cyclosporin"), ("moult", "molt"), ("analyz", "analys"), ("ageing", "aging"),
    ("programme", "program"), ("licence", "license"), ("counsell", "counsel"), ("labell", "label"),
)  # fmt: skip

_ENDINGS = (
    (re.compile("(?<=.{3})iz(e|ed|es|er|ers|ing|ation|ations)?$"), r"is\1"),
    (re.compile("(?<=.{2})ies$"), "y"),
    (re.compile("(?<=.{3})(?<![suia])s$"), ""),
    (re.compile("(?<=.{3})ness$"), ""),
    (re.compile("(?<=.{2})([bdgmnprt])\\1ing$"), r"\1"),
    (re.compile("(?<=.{4})ing$"), ""),
)


def words_in(text: str) -> list[str]:
    """The words of a text as the index holds them: folded, in one spelling, without common endings."""
    return [_plain(word) for word in fold(text).split()]


def telling(words: list[str]) -> list[str]:
    """The words that say what is looked for, each once; all of them if none does."""
    several = list(dict.fromkeys(words))
    said = [word for word in several if word not in _EMPTY] or several
    return [word for word in said if word not in _WEAK] or said


@cache
def _plain(word: str) -> str:
    for one, other in _SPELLINGS:
        if one in word:
            word = word.replace(one, other)
    for ending, other in _ENDINGS:
        word = ending.sub(other, word)
    return word
