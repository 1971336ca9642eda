"""The endings by which a unit of an organisation is told."""

GENERIC = ("办公室", "部门", "科室", "班组", "中心", "部", "科", "室", "组", "处")
"""Those that people exchange without meaning another unit: 财务部, 财务科."""
_ALL = (
    *("管理委员会", "委员会", "办公室", "办事处", "事业部", "项目部", "分公司", "子公司", "研究院", "研究所", "服务站"),
    *(
        "派出所",
        "幼儿园",
        "部门",
        "科室",
        "班组",
        "中心",
        "车间",
        "分厂",
        "工区",
        "片区",
        "园区",
        "校区",
        "法庭",
        "食堂",
        "专班",
        "学院",
        "支行",
        "分行",
        "病区",
        "社区",
        "大队",
        "中队",
        "支队",
        "公司",
    ),
    *(
        "工段",
        "小组",
        "大区",
        "部",
        "科",
        "室",
        "组",
        "处",
        "院",
        "系",
        "所",
        "队",
        "站",
        "厂",
        "馆",
        "店",
        "局",
        "库",
        "班",
        "庭",
    ),
)


def without_suffix(key: str) -> tuple[str, str]:
    """The name and its ending; the whole and "" where it has none, or nothing would be left."""
    for suffix in _ALL:
        if key.endswith(suffix) and len(key) > len(suffix):
            return key[: -len(suffix)], suffix
    return key, ""
