"""Traditional characters of names, departments and forms, each with its simplified one.

Only characters that mean one thing: 后, 里, 于, 余 and their like stay as they are written.
"""

_PAIRS = (
    "劉刘張张陳陈黃黄趙赵吳吴孫孙馬马楊杨許许鄭郑謝谢蘇苏盧卢葉叶鍾钟鐘钟羅罗馮冯鄧邓蔣蒋賈贾閻阎韋韦龍龙萬万賴赖龔龚譚谭鄒邹陸陆"
    "齊齐賀贺龐庞蘭兰湯汤閔闵紀纪項项莊庄歐欧婁娄顏颜強强華华嚴严魯鲁畢毕鄔邬齊齐關关塗涂鄺邝鮑鲍衛卫蕭萧聶聂鄢鄢"
    "雲云鳳凤麗丽偉伟國国軍军勝胜傑杰東东興兴業业慶庆芳芳蓮莲瓊琼穎颖靜静潔洁嬌娇艷艳燕燕婭娅蘊蕴瑩莹鵬鹏飛飞剛刚輝辉曉晓"
    "鋒锋銳锐鑫鑫鋼钢鐵铁錦锦銘铭鎮镇長长風风澤泽濤涛漢汉濱滨湧涌淵渊潤润寶宝寧宁賢贤貴贵達达進进連连運运遠远邁迈遜逊"
    "書书學学實实習习師师員员會会計计財财務务採采購购銷销市市場场營营運运產产質质檢检設设備备電电動动車车間间組组處处級级"
    "護护醫医藥药療疗隊队長长辦办室室總总經经理理監监督督導导裁裁術术術术發发開开測测試试軟软體体硬硬網网絡络訊讯資资訴诉訟讼"
    "與与從从為为個个們们來来請请說说話话讓让給给這这裡里還还沒没無无點点號号碼码郵邮聯联繫系係系語语數数應应該该對对問问題题答答"
    "姓姓職职稱称別别單单位位門门屬属階阶層层環环節节氣气儲储倉仓庫库貿贸際际戶户機机構构劃划規规戰战略略創创製制標标準准據据"
    "認认證证驗验審审轉转離离調调換换補补報报導导轄辖領领協协辦办團团黨党紅红綠绿藍蓝雙双鬆松歡欢樂乐愛爱媽妈爺爷婆婆孃娘兒儿"
    "幫帮謝谢羣群煩烦勞劳謹谨禮礼懇恳夥伙倆俩廠厂廣广亞亚義义羨羡韓韩蔔卜盡尽範范簡简純纯維维綱纲綺绮緒绪緣缘練练縣县織织"
)
TO_SIMPLIFIED = str.maketrans({_PAIRS[at]: _PAIRS[at + 1] for at in range(0, len(_PAIRS), 2)})


def simplified(text: str) -> str:
    """The same text, of the same length, in simplified characters."""
    return text.translate(TO_SIMPLIFIED)
