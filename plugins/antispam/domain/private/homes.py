"""Where somebody lives, and talk that exposes a person."""

import re
from collections.abc import Iterator

from ..text.normalise import Normalised
from .found import Personal

_HOME = re.compile(
    r"[一-鿿]{1,10}(?:小区|花园|花苑|家园|公寓|新村|名邸|华府|雅苑|佳苑|胡同|社区|村|苑)[^\n,。;]{0,6}?"
    r"\d{1,4}(?:号楼|栋|幢|座|号|#)[^\n,。;]{0,8}?\d{1,4}(?:单元|室|房|号|户)?(?:[^\n\d,。;]{0,3}\d{2,4}(?:室|房|号|户)?(?!\d))?"
    r"|(?:路|街|巷|弄|大道|胡同)\d{1,5}(?:弄|号)[^\n,。;]{0,8}?\d{1,4}(?:栋|幢|号楼|单元)[^\n,。;]{0,5}?\d{3,4}室?"
    r"|(?:路|街|巷|大道|胡同)\d{1,5}弄\d{1,4}号\d{3,4}室?"
)
_OFFICE = re.compile(
    "大厦|写字楼|产业园|科技园|园区|工业园|广场|公司|前台|仓库|门店|营业厅|办公|会议室|酒店|医院|学校|服务中心|收发室|食堂|活动室"
)
EXPOSES = re.compile(
    "人肉|开房|曝光(?!率|量|度)|挂出来|家住|她住|他住|住址\\s?(?:是|为|:)|家庭(?:住址|地址)|户籍(?:地址|地|所在)?\\s?(?:是|为|:)"
    "|出生日期\\s?(?:是|为|:)|身份证号(?:码)?\\s?(?:是|为|:)|打爆(?:她|他)?(?:的)?电话|电话打爆|骚扰(?:她|他)|堵(?:她|他)家"
)
_ASKED_OF_ALL = re.compile(
    "请(?:填|提供|登记|补充|大家|各位)|填写|登记表|报名表|模板|格式|字段|示例|例如|如:|必填|空着|收集|核对"
)


def homes(text: Normalised, *, exposed: bool, reachable: bool) -> Iterator[Personal]:
    """Addresses of homes; told where somebody is exposed, and shown to a person beside a number to call."""
    if not (exposed or reachable) or _OFFICE.search(text.folded):
        return
    for match in _HOME.finditer(text.folded):
        yield Personal("address", match[0], text.span(match.start(), match.end()), sure=exposed)


def exposes(folded: str) -> bool:
    """Whether the text tells of somebody's private life; a form to be filled in only asks."""
    return EXPOSES.search(folded) is not None and not _ASKED_OF_ALL.search(folded)
