#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/diag.h"
#include "catalogue/catalogue.h"
#include "check/check.h"
#include "check/internal.h"

/* Rules over whole documents of offices, with the project's own tables of words: each with a text that it speaks of and one near it
 * that is right. The text's line that is meant is the third; the title comes first. */

static const struct sample {
	enum diag_code code;
	const char *title, *line;
	bool wrong;
} samples[] = {
	/* what another kind of organisation says */
	{ DIAG_CHECK_FOREIGN_KIND, "安河县第二小学工作计划", "组织全局公务员学习。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县第二小学工作计划", "报县教育局党组批准。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县第二小学工作计划", "报局党组批准。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "恒昌机械有限公司工作计划", "各股室要抓好落实。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "恒昌机械有限公司工作计划", "各车间班组长要抓好落实。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "平岭县人民医院工作计划", "各车间主任要抓好落实。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "政协安河县委员会学习计划", "县人大常委会党组集中学习。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "柳溪镇中心小学安全制度", "镇党委、镇政府支持学校，教研组每周活动。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县教育局关于放假的通知", "学校要组织全校师生，学习《院党委议事规则》。", false },
	{ DIAG_CHECK_REGION_RANK, "安河县科技局工作要点", "落实区委、区政府要求。", true },
	{ DIAG_CHECK_REGION_RANK, "安河县科技局工作要点", "支持开发区委托第三方，落实县委要求。", false },
	{ DIAG_CHECK_REGION_RANK, "望川区科技局工作要点", "动员全县力量。", true },
	{ DIAG_CHECK_OTHER_BODY, "安河县科技局工作要点", "5月，安河县教育局组织免费开放。", true },
	{ DIAG_CHECK_OTHER_BODY, "安河县科技局工作要点", "5月，会同安河县教育局组织免费开放。", false },
	{ DIAG_CHECK_OTHER_REGION, "安河县科技局工作要点", "平岭县人民政府高度重视。", true },
	{ DIAG_CHECK_OTHER_REGION, "安河县科技局工作要点", "赴平岭县学习，与平岭县科技局交流。", false },
	{ DIAG_CHECK_TRADITIONAL, "安河县科技局工作要点", "積极推进。", true },
	{ DIAG_CHECK_TRADITIONAL, "安河县科技局工作要点", "发挥瞭望塔作用，乾坤朗朗。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县公证处工作要点", "公证书一律在我所审批。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县公证处工作要点", "公证书一律在我处审批，我所在的科室负责。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县人民法院工作要点", "凡终本案件，一律由检察长审查。", true },
	{ DIAG_CHECK_REGION_RANK, "安河县第二小学工作计划", "向区教育局提出建议。", true },
	{ DIAG_CHECK_REGION_RANK, "安河县第二小学工作计划", "向县教育局提出建议，开发区教育局配合。", false },
	{ DIAG_CHECK_OTHER_REGION, "安河县教育局工作要点", "5月，平岭县档案馆派员指导。", true },
	{ DIAG_CHECK_OTHER_REGION, "东屿区教育局工作要点", "新校区设小学36个班。", false },
	{ DIAG_CHECK_STALE_YEAR, "政府信息公开申请答复书", "您申请获取2022年的文件。", false },
	{ DIAG_CHECK_OTHER_REGION, "安河县教育局工作要点", "争取县委编办支持，落实县人民政府要求。", false },
	{ DIAG_CHECK_RARE, "安河县水利局工作要点", "在下塅村、上塅村整修堤防。", false },
	{ DIAG_CHECK_HEADING_END, "安河县水利局工作要点", "一、打算\n\n（一）做好工作，统一标准。", false },
	/* to whom a letter goes */
	{ DIAG_CHECK_ADDRESS, "安河县水利局关于会商的函", "县总工会：\n\n请贵局支持。", true },
	{ DIAG_CHECK_ADDRESS, "安河县水利局关于会商的函", "县总工会：\n\n请贵会支持，贵单位意见请函复。", false },
	{ DIAG_CHECK_ADDRESS, "安河县水利局关于县人大会议第3号建议的答复", "王立新委员：\n\n收悉。", true },
	{ DIAG_CHECK_ADDRESS, "安河县水利局关于县人大会议第3号建议的答复", "王立新、李志强代表：\n\n您提出的建议收悉。", true },
	{ DIAG_CHECK_ADDRESS, "安河县水利局关于县人大会议第3号建议的答复", "王立新、李志强代表：\n\n你们提出的建议收悉。", false },
	/* words that do not stand together */
	{ DIAG_CHECK_FRAME, "工作要点", "目前现有设备3台。", true },
	{ DIAG_CHECK_FRAME, "工作要点", "目前，现有设备3台。", false },
	{ DIAG_CHECK_FRAME, "工作要点", "一律基本不再手写。", true },
	{ DIAG_CHECK_FRAME, "工作要点", "一律不再手写，全部纳入基本医疗保险。", false },
	{ DIAG_CHECK_FRAME, "工作要点", "较好地达到了全年目标任务。", true },
	{ DIAG_CHECK_FRAME, "工作要点", "较好地达到了预期目标，完成了任务。", false },
	{ DIAG_CHECK_FRAME, "工作要点", "不仅降低了成本，效率提高。", true },
	{ DIAG_CHECK_FRAME, "工作要点", "不仅降低了成本，而且提高了效率。", false },
	{ DIAG_CHECK_FRAME, "工作要点", "防止此类事故不再发生。", true },
	{ DIAG_CHECK_FRAME, "工作要点", "防止此类事故再次发生。", false },
	{ DIAG_CHECK_FRAME, "安河县水利局关于资金的请示", "责成县财政局安排资金。", true },
	{ DIAG_CHECK_FRAME, "安河县水利局关于资金的通知", "责成局办公室安排资金。", false },
	{ DIAG_CHECK_LIMITS, "请假规定", "（一）1天以内，由年级组长批准；\n\n（二）1天以上、3天以内，由校长批准；\n\n（三）5天以上，报教育局批准。", true },
	{ DIAG_CHECK_LIMITS, "请假规定", "（一）1天以内，由年级组长批准；\n\n（二）1天以上、5天以内，由校长批准；\n\n（三）5天以上，报教育局批准。", false },
	{ DIAG_CHECK_CONTRADICTION, "复函", "（一）提供就诊日期、疾病诊断、支付金额等信息。\n\n（二）疾病诊断、用药明细不在共享之列。", true },
	{ DIAG_CHECK_CONTRADICTION, "复函", "（一）提供就诊日期、支付金额等信息。\n\n（二）疾病诊断、用药明细不在共享之列。", false },
	{ DIAG_CHECK_SHORT_FORM, "函", "我局组织编制了《安河县修复方案》（以下简称《方案》）。\n\n《实施计划》尚未公开。", true },
	{ DIAG_CHECK_SHORT_FORM, "函", "我局组织编制了《安河县修复方案》（以下简称《方案》），依照《安河县管理办法》。\n\n《方案》和《办法》尚未公开。", false },
	/* the order of parts */
	{ DIAG_CHECK_SINGLE, "总结", "一、做法\n\n（一）开展整治，走访居民540户。\n\n二、问题\n\n人员偏少。", true },
	{ DIAG_CHECK_SINGLE, "总结", "一、做法\n\n（一）开展整治，走访居民540户。\n\n（二）开展培训，共5期。\n\n二、问题\n\n人员偏少。", false },
	{ DIAG_CHECK_HEADING_TWICE, "要点", "一、加强人才建设\n\n引进人才。\n\n二、加强人才建设\n\n节能降耗。", true },
	{ DIAG_CHECK_HEADING_TWICE, "要点", "一、加强人才建设\n\n引进人才。\n\n二、加强作风建设\n\n节能降耗。", false },
	{ DIAG_CHECK_PART_MISSING, "总结", "现将主要工作和下步打算总结如下。\n\n一、主要工作\n\n修了渠。", true },
	{ DIAG_CHECK_PART_MISSING, "总结", "现将主要工作和下步打算总结如下。\n\n一、主要工作\n\n修了渠。\n\n二、2027年工作安排\n\n修路。", false },
	{ DIAG_CHECK_ARTICLE, "讲话", "第一，抓项目。\n\n第二，抓招商。\n\n第二，抓环境。", true },
	{ DIAG_CHECK_ARTICLE, "讲话", "第一，抓项目。\n\n第二，抓招商。\n\n第三，抓环境。", false },
	{ DIAG_CHECK_ARTICLE, "讲话", "提两点希望。其一，爱护孩子；其三，照顾自己。", true },
	{ DIAG_CHECK_ARTICLE, "方案", "| 序号 | 活动 |\n| 1 | 启动 |\n| 3 | 总结 |", true },
	{ DIAG_CHECK_ARTICLE, "方案", "| 序号 | 活动 |\n| 1 | 启动 |\n| 2 | 总结 |", false },
	{ DIAG_CHECK_ROW, "方案", "| 学科 | 现有 | 缺编 |\n| 物理 | 14 | 4 |\n| 体育 | 3 |", true },
	{ DIAG_CHECK_ROW, "方案", "| 学科 | 现有 | 缺编 |\n| 物理 | 14 | 4 |\n| 体育 | | 3 |", false },
	{ DIAG_CHECK_COUNT, "方案", "完善爆管、水质异常、突然断电四个专项预案。", true },
	{ DIAG_CHECK_COUNT, "方案", "完善爆管、水质异常、突然断电三个专项预案，在水库、山塘和河道两个时段巡查。", false },
	{ DIAG_CHECK_COUNT, "讲话", "今天，我说两个词。\n\n第一个词，叫真实。\n\n第二个词，叫慢。\n\n第三个词，叫担当。", true },
	{ DIAG_CHECK_COUNT, "讲话", "今天，我说三个词。\n\n第一个词，叫真实。\n\n第二个词，叫慢。\n\n第三个词，叫担当。", false },
	{ DIAG_CHECK_BACKWARDS, "方案", "（一）审核阶段（11月21日至12月5日）。复核。\n\n（二）入户阶段（10月21日至11月20日）。登记。", true },
	{ DIAG_CHECK_EMPTY_SECTION, "要点", "一、任务\n\n（一）拓展业务\n\n1.提速。\n\n（二）做优企业\n\n1.减费。\n\n（三）参与司法\n\n二、保障\n\n加强领导。", true },
	{ DIAG_CHECK_EMPTY_SECTION, "要点", "一、任务\n\n（一）拓展业务\n\n1.提速。\n\n（二）做优企业\n\n1.减费。\n\n（三）参与司法\n\n1.协助。\n\n二、保障\n\n加强领导。", false },
	/* offices */
	{ DIAG_CHECK_POST, "方案", "公司总经理任组长，工会主任任副组长。", true },
	{ DIAG_CHECK_POST, "方案", "公司总经理任组长，工会主席、办公室主任任副组长。", false },
	{ DIAG_CHECK_POST, "方案", "邀请县人民政府分管副局长参加。", true },
	{ DIAG_CHECK_POST, "方案", "邀请县人民政府分管副县长、县教育局局长参加。", false },
	{ DIAG_CHECK_CHAIR, "纪要", "5月11日，镇长王立新主持召开镇党委会议。", true },
	{ DIAG_CHECK_CHAIR, "纪要", "5月11日，镇党委书记王立新主持召开镇党委会议，镇长李志强主持召开镇长办公会议。", false },
	{ DIAG_CHECK_COMPETENCE, "要点", "接收预备党员由支部大会讨论，报镇党政办公室审批。", true },
	{ DIAG_CHECK_COMPETENCE, "要点", "接收预备党员由支部大会讨论，报镇党委审批。", false },
	{ DIAG_CHECK_FRAME, "方案", "由村长任组长。", true },
	/* figures and days of a text against each other */
	{ DIAG_CHECK_DIRECTION, "方案", "日清运量由78吨降至86吨。", true },
	{ DIAG_CHECK_DIRECTION, "方案", "日清运量由86吨降至78吨，投放准确率由78%升至88%。", false },
	{ DIAG_CHECK_RATE, "请示", "检查人次达3.12万，较2020年的1.95万增加1.27万。", true },
	{ DIAG_CHECK_RATE, "请示", "检查人次达3.12万，较2020年的1.95万增加1.17万。", false },
	{ DIAG_CHECK_RATE, "报告", "在校学生2598人。\n\n寄宿生1730人，占在校学生的68.6%。", true },
	{ DIAG_CHECK_RATE, "报告", "在校学生2598人。\n\n寄宿生1730人，占在校学生的66.6%。", false },
	{ DIAG_CHECK_BAD_MARK, "总结", "补发工资62，4万元。", true },
	{ DIAG_CHECK_DATE_FORM, "通知", "（五）表彰：27年5月28日。", true },
	{ DIAG_CHECK_DAY_ORDER, "通知", "（一）报到：9月25日。\n\n（二）开会：9月24日。", true },
	{ DIAG_CHECK_DAY_ORDER, "通知", "（一）报到：9月23日。\n\n（二）开会：9月24日。", false },
	{ DIAG_CHECK_STILL_TO_COME, "办法", "2028年4月印发的《办法》同时废止。", true },
	{ DIAG_CHECK_STILL_TO_COME, "办法", "2023年4月印发的《办法》同时废止，有效期至2028年4月。", false },
	{ DIAG_CHECK_SAYING, "要点", "落实“三课一会”制度。", true },
	{ DIAG_CHECK_SAYING, "要点", "落实“三会一课”制度，推行“一村一品”。", false },
	{ DIAG_CHECK_FRAME, "要点", "对企业慎用查封、扣压、冻结措施。", true },
	{ DIAG_CHECK_FRAME, "要点", "慎用查封、扣押、冻结措施，不得泄露信息，防止燃气泄漏。", false },
	{ DIAG_CHECK_PLACEHOLDER, "要点", "审查文件草案？？件。", true },
	/* figures of one sentence */
	{ DIAG_CHECK_PRODUCT, "计划", "储备8000吨，费用为每吨100元，共需90万元。", true },
	{ DIAG_CHECK_PRODUCT, "计划", "储备8000吨，费用为每吨100元，共需80万元。", false },
	{ DIAG_CHECK_PRODUCT, "计划", "60户，每户每年100元，共需90万元。", false },
	{ DIAG_CHECK_RATE, "总结", "排查724件，化解708件，化解率87.8%。", true },
	{ DIAG_CHECK_RATE, "总结", "排查724件，化解708件，化解率97.8%。", false },
	{ DIAG_CHECK_RATE, "总结", "办结138件，调解52件；出庭应诉率100%。", false },
	{ DIAG_CHECK_RATE, "总结", "已有41个小区建成充电点，充电接口3260个，覆盖率64.1%。", false },
	{ DIAG_CHECK_RATE, "总结", "党员168名，占职工672名的35%。", true },
	{ DIAG_CHECK_RATE, "总结", "党员168名，占职工672名的25%。", false },
	{ DIAG_CHECK_RATE, "总结", "整治1260起，比去年同期的1050起增长10%。", true },
	{ DIAG_CHECK_RATE, "总结", "由1050起增加到1260起，增长20%。", false },
	{ DIAG_CHECK_RATE, "总结", "由1050起增加到1260起，下降20%。", true },
	{ DIAG_CHECK_POINTS, "总结", "由86%提高到92%，提高6%。", true },
	{ DIAG_CHECK_POINTS, "总结", "由86%提高到92%，提高6个百分点。", false },
	{ DIAG_CHECK_OVER_ALL, "总结", "抽检合格率102%。", true },
	{ DIAG_CHECK_OVER_ALL, "总结", "完成年度计划的102%，增长120%。", false },
	{ DIAG_CHECK_OVER_ALL, "方案", "三项分别占40%、30%、20%。", true },
	{ DIAG_CHECK_OVER_ALL, "方案", "三项分别占40%、30%、30%。", false },
	{ DIAG_CHECK_PARTS, "总结", "新建12个、改建8个，共24个。", true },
	{ DIAG_CHECK_PARTS, "总结", "新建12个、改建8个，共20个。", false },
	{ DIAG_CHECK_PARTS, "总结", "覆盖12个村社（10个村、1个社区）。", true },
	{ DIAG_CHECK_PARTS, "总结", "党员46名，其中女党员52名。", true },
	{ DIAG_CHECK_PARTS, "总结", "党员46名，其中女党员11名。", false },
	/* days */
	{ DIAG_CHECK_SPAN, "方案", "5月11日至15日举办培训班，共6天。", true },
	{ DIAG_CHECK_SPAN, "方案", "5月11日至15日举办培训班，共5天。", false },
	{ DIAG_CHECK_SPAN, "方案", "6月至8月，历时4个月。", true },
	{ DIAG_CHECK_BACKWARDS, "方案", "6月10日至6月1日。", true },
	{ DIAG_CHECK_BACKWARDS, "方案", "11月1日至3月15日供暖。", false },
	{ DIAG_CHECK_OVERDUE, "安河县水利局关于报送材料的通知", "请于3月5日前报送。", true },
	{ DIAG_CHECK_OVERDUE, "安河县水利局关于报送材料的通知", "请于4月5日前报送，3月5日前已报送的不再报送。", false },
	{ DIAG_CHECK_IN_FORCE, "安河县管理办法", "第四条 本办法自2024年6月1日起施行。", true },
	{ DIAG_CHECK_IN_FORCE, "安河县管理办法", "《安河县条例》自2024年6月1日起施行。", false },
	{ DIAG_CHECK_QUARTER, "方案", "上半年（8月底前）完成。", true },
	{ DIAG_CHECK_QUARTER, "方案", "下半年（8月底前）完成，一季度（3月）开展。", false },
	{ DIAG_CHECK_YEARS, "方案", "“十四五”时期（2020—2025年）成效明显。", true },
	{ DIAG_CHECK_YEARS, "方案", "“十四五”时期（2021—2025年）成效明显。", false },
	/* persons */
	{ DIAG_CHECK_TWO_NAMES, "纪要", "镇长王立新主持会议。\n\n镇长李立兴要求抓好落实。", true },
	{ DIAG_CHECK_TWO_NAMES, "纪要", "副镇长王立新主持会议。\n\n副镇长李志强要求抓好落实。", false },
	{ DIAG_CHECK_TWO_NAMES, "纪要", "县水利局局长王立新汇报，县教育局局长李志强汇报。", false },
	{ DIAG_CHECK_NEAR_NAME, "纪要", "王立新同志负责。\n\n出席：王立兴、李志强", true },
	{ DIAG_CHECK_NEAR_NAME, "纪要", "王立新同志负责。\n\n出席：王立新、李志强", false },
	{ DIAG_CHECK_TWO_OFFICES, "纪要", "局长王立新主持，副局长王立新讲话。", true },
	{ DIAG_CHECK_TWO_OFFICES, "纪要", "局长王立新主持，副局长李志强讲话。", false },
	/* what is announced and listed */
	{ DIAG_CHECK_COUNT, "方案", "分四个阶段进行：\n\n（一）启动阶段。\n\n（二）实施阶段。\n\n（三）总结阶段。", true },
	{ DIAG_CHECK_COUNT, "方案", "分三个阶段进行：\n\n（一）启动阶段。\n\n（二）实施阶段。\n\n（三）总结阶段。", false },
	{ DIAG_CHECK_COUNT, "方案", "抓好三项任务：抓学习；抓整改。", true },
	{ DIAG_CHECK_COUNT, "方案", "于3个工作日内提供以下材料：抓学习；抓整改。", false },
	{ DIAG_CHECK_COUNT, "通报", "授予张秀兰、李建业、周培德5名同志称号。", true },
	{ DIAG_CHECK_COUNT, "通报", "授予张秀兰、李建业、周培德等5名同志称号，会同公安、住建2个部门。", false },
	{ DIAG_CHECK_COUNT, "通报", "在清水镇、柳溪镇、青渡镇4个镇试点。", true },
	{ DIAG_CHECK_PARTS, "请示", "到会16名，赞成14票，反对0票，弃权0票。", true },
	{ DIAG_CHECK_PARTS, "请示", "到会16名，赞成14票，反对1票，弃权1票。", false },
	/* parts that do not agree */
	{ DIAG_CHECK_TWO_LEADS, "方案", "由县水利局负责防汛物资储备。\n\n由县应急管理局负责防汛物资储备。", true },
	{ DIAG_CHECK_TWO_LEADS, "方案", "由县水利局负责防汛物资储备。\n\n由县应急管理局负责防汛物资发放。", false },
	{ DIAG_CHECK_TWO_DAYS, "方案", "6月底前完成管网改造工程。\n\n7月底前完成管网改造工程。", true },
	{ DIAG_CHECK_TWO_DAYS, "方案", "6月底前完成管网改造工程。\n\n7月底前完成道路改造工程。", false },
	{ DIAG_CHECK_TWO_DAYS, "通知", "定于4月5日举行培训。\n\n一、培训时间：4月8日。", true },
	{ DIAG_CHECK_TWO_DAYS, "通知", "定于4月5日至9日举行培训。\n\n一、培训时间：4月8日。", false },
	{ DIAG_CHECK_NOBODY, "方案", "由负责落实。", true },
	{ DIAG_CHECK_NOBODY, "方案", "由县水利局负责落实，理由会同材料上报。", false },
	{ DIAG_CHECK_NO_END, "方案", "要加强组织领导，压实工作责任，确保取得实效", true },
	{ DIAG_CHECK_NO_END, "方案", "要加强组织领导，压实工作责任，确保取得实效。", false },
	{ DIAG_CHECK_LEAD_IN, "安河县水利局关于防汛的通知", "现将有关情况报告如下：", true },
	{ DIAG_CHECK_LEAD_IN, "安河县水利局关于防汛的通知", "现将有关事项通知如下：", false },
	{ DIAG_CHECK_NAMING, "安河县管理办法", "本细则自印发之日起施行。", true },
	{ DIAG_CHECK_NAMING, "安河县管理办法", "本办法自印发之日起施行，制定基本规定。", false },
	{ DIAG_CHECK_SAID_AGAIN, "方案", "充分利用广播、标语、微信群等方式宣传惠民政策，提高群众知晓率。\n\n利用广播、标语、微信群等方式宣传惠民政策，不断提高群众知晓率。", true },
	{ DIAG_CHECK_SAID_AGAIN, "方案", "充分利用广播、标语、微信群等方式宣传惠民政策。\n\n组织干部入户走访，解决群众反映的突出问题。", false },
	/* letters */
	{ DIAG_CHECK_TITLE_FORM, "安河县水利局关于加强防汛通知", "要抓好落实。", true },
	{ DIAG_CHECK_TITLE_FORM, "安河县水利局关于加强防汛的通知", "要抓好落实。", false },
	{ DIAG_CHECK_ONE_RECIPIENT, "安河县水利局关于防汛资金的请示", "安河县人民政府、安河县财政局：", true },
	{ DIAG_CHECK_ONE_RECIPIENT, "安河县水利局关于防汛资金的请示", "安河县人民政府：", false },
	{ DIAG_CHECK_GENRE, "安河县水利局关于防汛的通知", "妥否，请批示。", true },
	{ DIAG_CHECK_GENRE, "安河县水利局关于防汛的通知", "特此通知。", false },
	{ DIAG_CHECK_ASKING, "安河县水利局关于防汛的报告", "恳请解决资金100万元。", true },
	{ DIAG_CHECK_ASKING, "安河县水利局关于防汛的请示", "恳请解决资金100万元。", false },
	{ DIAG_CHECK_NO_REQUEST, "安河县水利局关于防汛资金的请示", "防汛形势严峻，资金不足。", true },
	{ DIAG_CHECK_NO_REQUEST, "安河县水利局关于防汛资金的请示", "妥否，请批示。", false },
	{ DIAG_CHECK_NOT_ATTACHED, "通知", "附件：回执", true },
	{ DIAG_CHECK_NOT_ATTACHED, "通知", "附件：回执（另发）", false },
	{ DIAG_CHECK_ATTACHMENT, "通知", "报名表见附件。", true },
	{ DIAG_CHECK_ATTACHMENT_MARKS, "通知", "附件：《回执》", true },
	{ DIAG_CHECK_ATTACHMENT_MARKS, "通知", "附件：回执", false },
	{ DIAG_CHECK_NUMBER_YEAR, "通知", "安水〔2025〕8号", true },
	{ DIAG_CHECK_NUMBER_YEAR, "通知", "安水〔2026〕8号\n\n《关于供水的请示》（安水〔2025〕8号）收悉。", false },
	{ DIAG_CHECK_DATE_FIRST, "安河县水利局关于防汛的通知", "2026年3月20日\n\n安河县水利局", true },
	{ DIAG_CHECK_DATE_FIRST, "安河县水利局关于防汛的通知", "抓好落实。", false },
	{ DIAG_CHECK_COPIES, "通知", "抄送：县委办公室，县政府办公室", true },
	{ DIAG_CHECK_COPIES, "通知", "抄送：县委办公室，县政府办公室。", false },
	/* forms of figures, marks, words */
	{ DIAG_CHECK_TITLE_PERIOD, "安河县工作要点", "落实《安河县规划（2021—2025年）》。", true },
	{ DIAG_CHECK_TITLE_PERIOD, "安河县工作要点", "落实《安河县规划（2026—2030年）》，总结《安河县规划（2021—2025年）》。", false },
	{ DIAG_CHECK_MIXED_DIGITS, "总结", "惠及群众3千余人。", true },
	{ DIAG_CHECK_MIXED_DIGITS, "总结", "长3千米，重5千克，惠及3万余人。", false },
	{ DIAG_CHECK_FRACTION, "总结", "培训12.5名。", true },
	{ DIAG_CHECK_FRACTION, "总结", "平均每村12.5名，提高1.5个百分点，惠及1.2万人。", false },
	{ DIAG_CHECK_ROUGH, "总结", "约300人左右参加。", true },
	{ DIAG_CHECK_ROUGH, "总结", "不少于6次以上。", true },
	{ DIAG_CHECK_ROUGH, "总结", "约300人参加，6次以上。", false },
	{ DIAG_CHECK_MONEY, "总结", "争取上级资金累计达到850万，新建3处。", true },
	{ DIAG_CHECK_MONEY, "总结", "资金惠及群众850万，其中儿童3万。", false },
	{ DIAG_CHECK_BAD_MARK, "方案", "做到“凡审必严。”。", true },
	{ DIAG_CHECK_BAD_MARK, "方案", "了解各村怎样关爱儿童？有哪些困难。", true },
	{ DIAG_CHECK_BAD_MARK, "方案", "怎样办好教育？这是我们的课题。", false },
	{ DIAG_CHECK_BAD_MARK, "方案", "3-5月开展。", true },
	{ DIAG_CHECK_BAD_MARK, "方案", "3—5月开展，电话0000-6012345。", false },
	{ DIAG_CHECK_BAD_MARK, "方案", "选择上桥村、长陂村、和河东社区。", true },
	{ DIAG_CHECK_BAD_MARK, "方案", "选择上桥村、和里乡长陂村、河东社区。", false },
	{ DIAG_CHECK_ANNIVERSARY, "方案", "庆祝第41个教师节。", true },
	{ DIAG_CHECK_ANNIVERSARY, "方案", "庆祝第42个教师节。", false },
	{ DIAG_CHECK_CONFUSABLE, "方案", "行稳至远，未雨绸谬。", true },
	{ DIAG_CHECK_CONFUSABLE, "方案", "已经厉行节约，举办讲座落实要求，妇联贯彻落实，月末经营，面对帐篷。", false },
	{ DIAG_CHECK_OLD_NAME, "方案", "落实《个体工商户条例》。", true },
	{ DIAG_CHECK_OLD_NAME, "方案", "落实《促进个体工商户发展条例》，农业部门、文化部门配合。", false },
	/* slips of typing */
	{ DIAG_CHECK_NEAR_WORD, "方案", "自觉抵治不文明行为。", true },
	{ DIAG_CHECK_NEAR_WORD, "方案", "对隐患进行排察。", true },
	{ DIAG_CHECK_NEAR_WORD, "方案", "自觉抵制不文明行为，整改率达到100%，做优茶产业，依法报经批准。", false },
	{ DIAG_CHECK_WORD_TWICE, "方案", "降低运行成本本。", true },
	{ DIAG_CHECK_WORD_TWICE, "方案", "会议议定，现在在职人员，保护饮用水水源，支付农民工工资，更新新能源车。", false },
	{ DIAG_CHECK_WORD_TWICE, "方案", "携带身份证和身份证。", true },
	{ DIAG_CHECK_WORD_TWICE, "方案", "携带身份证和工作证，书记向委员、委员向党小组长、党小组长向党员征求意见。", false },
	/* characters */
	{ DIAG_CHECK_RARE, "方案", "以合作为有効途径。", true },
	{ DIAG_CHECK_RARE, "方案", "由王燚负责，保护砼结构和溇港。", false },
	{ DIAG_CHECK_RARE, "方案", "设置瞭望台。", false },
	{ DIAG_CHECK_LOOKALIKE, "方案", "规范加\u2f2f。", true },
	{ DIAG_CHECK_LOOKALIKE, "方案", "规范加工。", false },
	{ DIAG_CHECK_WIDE, "方案", "预算１8万元。", true },
	{ DIAG_CHECK_WIDE, "方案", "预算18万元，占10%～20%。", false },
	{ DIAG_CHECK_INVISIBLE, "方案", "养老机构\u200b要落实。", true },
	{ DIAG_CHECK_INVISIBLE, "方案", "不少于60\u00a0人。", true },
	{ DIAG_CHECK_INVISIBLE, "方案", "不少于60人。", false },
	{ DIAG_CHECK_LETTER_IN_NUMBER, "方案", "患者84O人。", true },
	{ DIAG_CHECK_LETTER_IN_NUMBER, "方案", "执行GB/T9704和ISO9001，编号A10l2B，患者840人。", false },
	/* units and amounts */
	{ DIAG_CHECK_UNIT_FORM, "方案", "新建460平方场地。", true },
	{ DIAG_CHECK_UNIT_FORM, "方案", "新建460平方米场地，气温零下5℃，参加5月度会议。", false },
	{ DIAG_CHECK_UNIT_FORM, "方案", "气温降到零下5度。", true },
	{ DIAG_CHECK_UNIT_FORM, "方案", "每度电0.4元。", true },
	{ DIAG_CHECK_UNIT_FORM, "方案", "按季度电费结算。", false },
	{ DIAG_CHECK_UNIT_FORM, "方案", "同比下降-5%。", true },
	{ DIAG_CHECK_UNIT_FORM, "方案", "补助￥240元。", true },
	{ DIAG_CHECK_UNIT_FORM, "方案", "增长百分之5.8。", true },
	{ DIAG_CHECK_UNIT_FORM, "方案", "播种三十八万六千亩。", true },
	{ DIAG_CHECK_UNIT_FORM, "方案", "数以千计，成千上万人参加，十几人列席。", false },
	{ DIAG_CHECK_RANGE, "方案", "分别增长3.1和5.6%。", true },
	{ DIAG_CHECK_RANGE, "方案", "分别增长3.1%和5.6%。", false },
	{ DIAG_CHECK_ROUGH, "方案", "收到8000余条左右。", true },
	{ DIAG_CHECK_ROUGH, "方案", "收到8000余条，左右两侧。", false },
	{ DIAG_CHECK_DATE_FORM, "方案", "4月3号召开。", true },
	{ DIAG_CHECK_DATE_FORM, "方案", "4月3日召开，7月3号文件。", false },
	{ DIAG_CHECK_CAPITALS, "方案", "共计48.38万元（大写：肆拾捌万叁仟玖佰元整）。", true },
	{ DIAG_CHECK_CAPITALS, "方案", "共计483840元（大写：肆拾捌万叁仟捌佰肆拾元整）。", false },
	{ DIAG_CHECK_PARTS, "方案", "46名干部参加学习，其中乡镇干部32名、县直干部24名。", true },
	{ DIAG_CHECK_PARTS, "方案", "46名干部参加学习，其中乡镇干部32名、县直干部14名。", false },
	/* what was left open */
	{ DIAG_CHECK_PLACEHOLDER, "方案", "乙方：【服务机构名称】，负责落实。", true },
	{ DIAG_CHECK_PLACEHOLDER, "方案", "单项[金额]万元以上。", true },
	{ DIAG_CHECK_PLACEHOLDER, "方案", "2026年N月N日召开。", true },
	{ DIAG_CHECK_PLACEHOLDER, "方案", "惠及职工＿＿＿名。", true },
	{ DIAG_CHECK_PLACEHOLDER, "方案", "明年，（姓名）为联系人。", true },
	{ DIAG_CHECK_PLACEHOLDER, "方案", "尚有    人未缴费，要催缴。", true },
	{ DIAG_CHECK_PLACEHOLDER, "方案", "【经验】填写本人（姓名）和单位，落实N95口罩。", false },
	/* marks */
	{ DIAG_CHECK_BAD_MARK, "方案", "报送《关于印发《办法》的通知》。", true },
	{ DIAG_CHECK_BAD_MARK, "方案", "报送《关于印发〈办法〉的通知》《细则》。", false },
	{ DIAG_CHECK_BAD_MARK, "方案", "同比增长5.8%其中工业增长3%。", true },
	{ DIAG_CHECK_BAD_MARK, "方案", "同比增长5.8%，其中工业增长3%。", false },
	{ DIAG_CHECK_BAD_MARK, "方案", "薪酬、培训、等方面。", true },
	{ DIAG_CHECK_BAD_MARK, "方案", "建设平安、和谐社区，准确、及时报送，按部门、等级分类。", false },
	{ DIAG_CHECK_BAD_MARK, "方案", "一是抓学习，二是抓整改；三是抓提高。", true },
	{ DIAG_CHECK_BAD_MARK, "方案", "一是抓学习；二是抓整改；三是抓提高。", false },
	{ DIAG_CHECK_BAD_MARK, "方案", "抓好到校、课间、就餐，就寝四个环节。", true },
	{ DIAG_CHECK_BAD_MARK, "方案", "抓好到校、课间、就餐，年内做到三项要求。", false },
	{ DIAG_CHECK_BAD_MARK, "方案", "应当建立下列制度。\n\n（一）学习制度；\n\n（二）考核制度。", true },
	{ DIAG_CHECK_BAD_MARK, "方案", "应当建立下列制度：\n\n（一）学习制度；\n\n（二）考核制度。", false },
	/* what is announced */
	{ DIAG_CHECK_COUNT, "在会议上的讲话", "下面，我讲三点意见。\n\n一、抓好学习\n\n要学。\n\n二、抓好整改\n\n要改。", true },
	{ DIAG_CHECK_COUNT, "在会议上的讲话", "下面，我讲两点意见。\n\n一、抓好学习\n\n要学。\n\n二、抓好整改\n\n要改。", false },
	{ DIAG_CHECK_COUNT, "方案", "一要抓学习，二要抓整改，二要抓提高。", true },
	{ DIAG_CHECK_COUNT, "方案", "一要抓学习，二要抓整改，三要抓提高。", false },
	{ DIAG_CHECK_ARTICLE, "方案", "第一阶段：动员。\n\n第二阶段：实施。\n\n第四阶段：总结。", true },
	{ DIAG_CHECK_ARTICLE, "方案", "第一阶段：动员。\n\n第二阶段：实施。\n\n第三阶段：总结。", false },
	{ DIAG_CHECK_EMPTY_SECTION, "总结", "一、主要做法\n\n抓学习。\n\n二、存在问题\n\n不够。\n\n三、下一步打算", true },
	{ DIAG_CHECK_EMPTY_SECTION, "总结", "一、主要做法\n\n抓学习。\n\n二、存在问题\n\n不够。\n\n三、下一步打算\n\n加强。", false },
	{ DIAG_CHECK_HEADING_END, "方案", "一、赛程\n\n分组。\n\n二、规则\n\n公平。\n\n三、奖励。\n\n（一）一等奖2名，给予表扬。", true },
	{ DIAG_CHECK_HEADING_ORDER, "方案", "二、要求\n\n1.抓学习。\n\n（二）抓整改。\n\n（三）抓提高。", true },
	/* what cannot both be right */
	{ DIAG_CHECK_BACKWARDS, "方案", "工程于11月30日开工、9月1日前完工。", true },
	{ DIAG_CHECK_BACKWARDS, "方案", "工程于9月1日开工、11月30日前完工，2026年12月开工、2027年3月完工。", false },
	{ DIAG_CHECK_BACKWARDS, "方案", "（一）动员部署（2026年4月）。开会。\n\n（二）总结评估（2026年3月）。报告。", true },
	{ DIAG_CHECK_BACKWARDS, "方案", "（一）动员部署（2026年4月）。开会。\n\n（二）总结评估（2026年12月）。报告。", false },
	{ DIAG_CHECK_PRESENT, "会议纪要", "出席：王立新、李志强\n\n请假：李志强（出差）", true },
	{ DIAG_CHECK_PRESENT, "会议纪要", "出席：王立新、李志强\n\n请假：赵永刚（出差）", false },
	{ DIAG_CHECK_FIELD, "方案", "（一）甲。责任单位：县水利局。\n\n（二）乙。责任单位：县财政局。\n\n（三）丙。责任单位：县教育局。\n\n（四）丁。", true },
	{ DIAG_CHECK_FIELD, "方案", "（一）甲。责任单位：县水利局。\n\n（二）乙。责任单位：县财政局。\n\n（三）丙。责任单位：县教育局。", false },
	{ DIAG_CHECK_OTHER_NUMBER, "第62次常务会议纪要", "县长主持召开第61次常务会议。", true },
	{ DIAG_CHECK_OTHER_NUMBER, "第62次常务会议纪要", "县长主持召开第62次常务会议。", false },
	{ DIAG_CHECK_SUBJECT, "总结", "通过开展培训，使干部能力得到提高。", true },
	{ DIAG_CHECK_SUBJECT, "总结", "通过开展培训，提高干部能力，使用专项资金。", false },
	{ DIAG_CHECK_CONTRADICTION, "办法", "未经审查可以先行公开。", true },
	{ DIAG_CHECK_CONTRADICTION, "办法", "未经审查，不得公开；经审查，可以公开。", false },
	{ DIAG_CHECK_CONTRADICTION, "通报", "未造成人员伤亡。2名受伤群众已送医。", true },
	{ DIAG_CHECK_CONTRADICTION, "通报", "未造成人员伤亡。群众已转移。", false },
	{ DIAG_CHECK_SHORTFALL, "请示", "总投资268万元，拟筹措48万元，尚缺资金230万元。", true },
	{ DIAG_CHECK_SHORTFALL, "请示", "总投资268万元，拟筹措48万元，尚缺资金220万元。", false },
	{ DIAG_CHECK_BODY_NAME, "方案", "由县人力资源与社会保障局负责。", true },
	{ DIAG_CHECK_BODY_NAME, "方案", "由市国有资产管理监督委员会负责。", true },
	{ DIAG_CHECK_BODY_NAME, "方案", "由县人力资源和社会保障局、市国有资产监督管理委员会负责。", false },
	{ DIAG_CHECK_LAW_TITLE, "方案", "落实《医疗质量管理条例》。", true },
	{ DIAG_CHECK_LAW_TITLE, "方案", "落实《医疗质量管理办法》《宗教事务条例》。", false },
	{ DIAG_CHECK_MEMBER, "方案", "做有理想信念、有道德情操、有扎实学识的好老师。", true },
	{ DIAG_CHECK_PLAN_PERIOD, "工作要点", "今年是治本攻坚三年行动的第二年。", true },
	{ DIAG_CHECK_PLAN_PERIOD, "工作要点", "今年是治本攻坚三年行动的最后一年，巩固农村人居环境整治三年行动成果。", false },
	{ DIAG_CHECK_PLAN_PERIOD, "工作要点", "为实现“十四五”圆满收官作出贡献。", true },
	{ DIAG_CHECK_STALE_YEAR, "安河县水利局2026年工作总结", "三、2026年工作打算", true },
	{ DIAG_CHECK_STALE_YEAR, "安河县水利局2026年工作总结", "三、2027年工作打算", false },
	{ DIAG_CHECK_NOBODY, "会议纪要", "主持：\n\n记录：王立新", true },
	{ DIAG_CHECK_NOBODY, "会议纪要", "主持：李志强\n\n记录：王立新", false },
	{ DIAG_CHECK_SIGNED_BY, "安河县水利局办公室关于防汛的通知", "抓好落实。", false },
	{ DIAG_CHECK_SIGNED_BY, "平岭县水利局关于防汛的通知", "抓好落实。", true },
	{ DIAG_CHECK_SIGNED_BY, "安河县公安局关于防汛的通知", "抓好落实。", true },
	{ DIAG_CHECK_SIGNED_BY, "安河县公安局等3部门关于防汛的通知", "抓好落实。", false },
	{ DIAG_CHECK_OTHER_REGION, "安河县科技局工作要点", "龙湖区防汛指挥部办公室组成督导组。", true },
	{ DIAG_CHECK_OTHER_REGION, "安河县科技局工作要点", "经济开发区领导小组办公室组成督导组。", false },
	{ DIAG_CHECK_PRODUCT, "总结", "向12个书屋配送图书9800册，平均每个书屋800册。", true },
	{ DIAG_CHECK_PRODUCT, "总结", "向12个书屋配送图书9600册，平均每个书屋800册。", false },
	{ DIAG_CHECK_PARTS, "总结", "活动36场次，服务5万人次，其中线上18场次、线下28场次。", true },
	{ DIAG_CHECK_COUNT, "批复", "由王建军、刘敏、孙晓峰（按姓氏笔画排序）等2人组成。", true },
	{ DIAG_CHECK_COUNT, "批复", "由王建军、刘敏、孙晓峰（按姓氏笔画排序）等3人组成。", false },
	{ DIAG_CHECK_SAID_AGAIN, "通知", "各乡镇、各部门贯彻执行本通知的情况，请在12月10日以前书面报送县防汛指挥部办公室。\n\n请各乡镇、各有关部门于12月10日前将贯彻落实情况报县防汛指挥部办公室。", true },
	/* both sides of the rules that other tests show on one side only */
	{ DIAG_CHECK_HEADING_END, "方案", "一、赛程\n\n分组。\n\n二、规则\n\n公平。\n\n三、奖励\n\n给予表扬。", false },
	{ DIAG_CHECK_ABSOLUTE, "方案", "抓好落实。", false },
	{ DIAG_CHECK_LONG, "方案", "要加强组织领导，压实工作责任，完善工作机制，细化工作措施，强化督促检查，确保各项任务按时完成，确保工作取得实效，确保群众得到实惠，确保社会大局稳定，确保全年目标实现，要加强组织领导，压实工作责任，完善工作机制，细化工作措施，强化督促检查，确保各项任务按时完成，确保工作取得实效，确保群众得到实惠，确保社会大局稳定，确保全年目标实现。", true },
	{ DIAG_CHECK_HEADING_MARK, "方案", "1、抓学习，要见成效。\n\n2、抓整改，要见成效。", true },
	{ DIAG_CHECK_HEADING_MARK, "方案", "1.抓学习，要见成效。\n\n2.抓整改，要见成效。", false },
	{ DIAG_CHECK_MEMBER, "方案", "做有理想信念、有道德情操、有扎实学识、有仁爱之心的好老师。", false },
	{ DIAG_CHECK_DOCUMENT_NUMBER, "通知", "根据安水[2026]18号文件，抓好落实。", true },
	{ DIAG_CHECK_DOCUMENT_NUMBER, "通知", "根据安水〔2026〕18号文件，抓好落实。", false },
	{ DIAG_CHECK_NO_RECIPIENT, "安河县水利局关于防汛的通知", "要抓好落实，确保安全度汛。", true },
	{ DIAG_CHECK_NO_RECIPIENT, "安河县水利局关于防汛的通知", "各乡镇人民政府：\n\n要抓好落实，确保安全度汛。", false },
	{ DIAG_CHECK_ATTACHMENT, "通知", "要抓好落实。", false },
	{ DIAG_CHECK_ATTACHMENT_END, "通知", "附件：回执。", true },
	{ DIAG_CHECK_ATTACHMENT_END, "通知", "附件：回执", false },
	{ DIAG_CHECK_HOUR, "通知", "下午9:00—11:30开会。", true },
	{ DIAG_CHECK_HOUR, "通知", "上午9:00—11:30开会。", false },
	{ DIAG_CHECK_MEMORIAL, "方案", "10月9日全国消防日开展演练。", true },
	{ DIAG_CHECK_MEMORIAL, "方案", "11月9日全国消防日开展演练。", false },
	{ DIAG_CHECK_HALF, "总结", "事故下降一倍。", true },
	{ DIAG_CHECK_HALF, "总结", "事故下降一半，产量增长一倍。", false },
	{ DIAG_CHECK_TOTAL, "总结", "| 单位 | 人数 |\n| --- | --- |\n| 甲 | 3 |\n| 乙 | 4 |\n| 合计 | 8 |", true },
	{ DIAG_CHECK_TOTAL, "总结", "| 单位 | 人数 |\n| --- | --- |\n| 甲 | 3 |\n| 乙 | 4 |\n| 合计 | 7 |", false },
	{ DIAG_CHECK_SENTENCE_TWICE, "方案", "各单位要认真抓好贯彻落实工作。\n\n各单位要认真抓好贯彻落实工作。", true },
	{ DIAG_CHECK_SENTENCE_TWICE, "方案", "各单位要认真抓好贯彻落实工作。\n\n各乡镇要按时报送工作总结。", false },
	/* right, though they look like it */
	{ DIAG_CHECK_SPACE, "会议纪要", "主 持 人：镇长王立新，记录：李志强", false },
	{ DIAG_CHECK_SPACE, "会议纪要", "主持 人员：镇长王立新，记录：李志强", true },
	{ DIAG_CHECK_PARTS, "工作要点", "收入达到20万元以上，其中超过50万元的村3个。", false },
	{ DIAG_CHECK_RATE, "总结", "已完成152项，正在推进6项，完成率96.2%。", false },
	{ DIAG_CHECK_COUNT, "讲话", "二、突出抓好四项重点工作", false },
	{ DIAG_CHECK_WEEKDAY, "通知", "从2027年1月23日（星期六）开始，2月21日（星期日）结束。", false },
	{ DIAG_CHECK_WEEKDAY, "通知", "从2027年1月23日（星期六）开始，2月21日（星期六）结束。", true },
	{ DIAG_CHECK_STALE_WORD, "答复", "您在县第十九届人民代表大会上的建议收悉。", false },
	{ DIAG_CHECK_STALE_WORD, "工作要点", "贯彻十九届历次全会精神。", true },
	{ DIAG_CHECK_STALE_YEAR, "请示", "该工程建成于2009年。", false },
	{ DIAG_CHECK_STALE_YEAR, "工作要点", "该工程2009年投入使用，落实2019年重点任务。", true },
	{ DIAG_CHECK_LONG, "批复", "抓好以下工作：一是切实履行维护职工合法权益、竭诚服务职工群众的基本职责，关心职工生活；二是加强会员管理，健全会员档案，完善职工代表大会制度；三是按规定足额收缴、使用和管理工会经费，自觉接受审查和监督；四是按期换届选举，加强自身建设，建设职工信赖的职工之家，团结动员广大职工建功立业；五是及时报告工作情况。", false },
	{ DIAG_CHECK_SAID_AGAIN, "方案", "集团领导可以乘坐飞机公务舱、高铁商务座；其他员工可以乘坐飞机经济舱、高铁二等座。", false },
	{ DIAG_CHECK_SAID_AGAIN, "方案", "责任单位：县城市管理局、县住房和城乡建设局。\n\n责任单位：县城市管理局、县住房和城乡建设局、县教育局。", false },
	{ DIAG_CHECK_TITLE_FORM, "安河县水利局关于追加预算有关问题的复函", "此复。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县水利局关于征求意见的函", "是否与本部门、本乡镇有关规划衔接。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县水利局关于征求意见的函", "是否与本乡有关规划衔接。", true },
	{ DIAG_CHECK_MEMBER_ORDER, "方案", "坚持自治、德治、法治相结合。", true },
	{ DIAG_CHECK_MEMBER_ORDER, "方案", "坚持自治、法治、德治相结合。", false },
	/* words that are read alike, halves of words, set phrases with other characters */
	{ DIAG_CHECK_NEAR_SOUND, "工作要点", "严格工程造价审合，防止超概算。", true },
	{ DIAG_CHECK_NEAR_SOUND, "工作要点", "严格工程造价审核，防止超概算。", false },
	{ DIAG_CHECK_NEAR_SOUND, "工作要点", "党员述法述责，总支领衔，逐项补正。", false },
	{ DIAG_CHECK_NEAR_SOUND, "工作要点", "防止耕地“非粮化”，按审计意见立行立改。", false },
	/* what the model of words says */
	{ DIAG_CHECK_UNLIKELY, "通知", "各辅导员要把历年讲义疏理成册。", true },
	{ DIAG_CHECK_UNLIKELY, "通知", "各辅导员要把历年讲义整理成册。", false },
	{ DIAG_CHECK_UNLIKELY, "通知", "审核结过在公开栏张贴。", true },
	{ DIAG_CHECK_UNLIKELY, "通知", "审核结果在公开栏张贴。", false },
	{ DIAG_CHECK_UNLIKELY, "通知", "年内全部有固定和动场所。", true },
	{ DIAG_CHECK_UNLIKELY, "通知", "年内全部有固定活动场所。", false },
	{ DIAG_CHECK_UNLIKELY, "通知", "来信收悉，各股室逐件登记，纳入台账管理。", false },
	{ DIAG_CHECK_UNLIKELY, "通知", "总务主任晁南星主持会议，地点在樟溪镇芦江村。", false },
	{ DIAG_CHECK_UNLIKELY, "通知", "建设鹤屏茶园，鹤屏茶园由县茶叶公司管理。", false },
	/* one thing that is named in two ways */
	{ DIAG_CHECK_NEAR_PLACE, "答复", "青禾水库总库容420万立方米，青禾水库灌渠长3公里。\n\n青河水库灌渠整修工程已经立项。", true },
	{ DIAG_CHECK_NEAR_PLACE, "答复", "青禾水库总库容420万立方米。\n\n白石水库灌渠整修工程已经立项。", false },
	{ DIAG_CHECK_NEAR_PLACE, "通知", "已到8个乡镇督查，各乡镇要抓好整改。", false },
	{ DIAG_CHECK_NOT_SET_UP, "方案", "成立活动领导小组，领导小组办公室设在县教育局。\n\n各单位报送总结，由指挥部办公室汇总。", true },
	{ DIAG_CHECK_NOT_SET_UP, "方案", "成立活动领导小组，领导小组办公室设在县教育局。\n\n险情报县防汛抗旱指挥部办公室，由指挥部统一调度。", false },
	{ DIAG_CHECK_SHORT_FORM, "通知", "依托县融媒体中心（以下简称“县融媒中心”）开展宣传。县传媒中心负责播出。", true },
	{ DIAG_CHECK_SHORT_FORM, "通知", "依托县融媒体中心（以下简称“县融媒中心”）开展宣传。县融媒中心、县文化中心负责播出。", false },
	{ DIAG_CHECK_TWO_DAYS, "总结", "白石水库除险加固工程完成85%，计划9月底前全部完工。\n\n确保白石水库除险加固工程10月底前全部完工。", true },
	{ DIAG_CHECK_TWO_DAYS, "总结", "白石水库除险加固工程9月底前完成招标。\n\n确保白石水库除险加固工程10月底前全部完工。", false },
	{ DIAG_CHECK_NEAR_NAME, "纪要", "主持人：副检察长骆惟时\n\n骆维时在总结时强调，质量是生命线。", true },
	{ DIAG_CHECK_NEAR_NAME, "纪要", "主持人：副检察长骆惟时\n\n骆惟时在总结时强调，质量是生命线。", false },
	{ DIAG_CHECK_TWO_OFFICES, "纪要", "区教育局副局长闻笙亭主持会议。\n\n闻笙亭局长最后强调，要守住底线。", true },
	{ DIAG_CHECK_TWO_OFFICES, "纪要", "区教育局副局长闻笙亭主持会议。\n\n闻笙亭副局长最后强调，要守住底线。", false },
	{ DIAG_CHECK_MEMBER, "通知", "纠治形式主义、官僚主义、享乐主义和奢侈之风。", true },
	{ DIAG_CHECK_MEMBER, "通知", "纠治形式主义、官僚主义、享乐主义和奢靡之风。", false },
	{ DIAG_CHECK_MEMBER_ORDER, "通知", "倡导富强、民主、和谐、文明的价值观。", true },
	{ DIAG_CHECK_MEMBER_ORDER, "通知", "倡导富强、民主、文明、和谐的价值观。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县政务服务中心通知", "每天抽查挂号窗口3次。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县政务服务中心通知", "每天抽查综合窗口3次。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县水利局通知", "局属各学校要抓好落实。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县教育局通知", "局属各学校要抓好落实。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "柘麓县人民检察院纪要", "重大案件提请审判委员会讨论决定。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "柘麓县人民检察院纪要", "检察长列席县人民法院审判委员会会议。", false },
	{ DIAG_CHECK_NEAR_WORD, "讲话", "二、抓住要害，把关键环节管到位。", false },
	{ DIAG_CHECK_UNIT_FORM, "请示", "单机功率300kw，压力良好。", true },
	{ DIAG_CHECK_UNIT_FORM, "请示", "单机功率300kW，压力0.8MPa，电压10kV，见 www.akw-kv.cn。", false },
	{ DIAG_CHECK_SHARES, "要点", "产业项目占52%，基础设施项目占31%，社会事业项目占20%，其他项目占2%。", true },
	{ DIAG_CHECK_SHARES, "要点", "产业项目占52%，基础设施项目占31%，社会事业项目占15%，其他项目占2%。女性占40%，党员占60%，大专以上占70%。", false },
	/* one thing, one measure and one number */
	{ DIAG_CHECK_DIMENSION, "方案", "总装机容量1200千瓦，预计年发电量126万千瓦。", true },
	{ DIAG_CHECK_DIMENSION, "方案", "总装机容量1200千瓦，预计年发电量126万千瓦时，建筑面积达1.2万平方米。", false },
	{ DIAG_CHECK_TWO_NUMBERS, "通知", "报名电话6025511。\n\n（联系人：李明，联系电话：6052511）", true },
	{ DIAG_CHECK_TWO_NUMBERS, "通知", "报名电话6025511，传真6025512。\n\n联系电话：6025511。", false },
	{ DIAG_CHECK_TWO_NUMBERS, "复函", "你局来函（汶交函〔2026〕17号）收悉。\n\n按汶交函〔2026〕71号的要求办理。", true },
	{ DIAG_CHECK_TWO_NUMBERS, "复函", "《关于荷载的函》（汶交函〔2026〕17号）收悉，《关于荷载的函》（汶交函〔2026〕19号）同时办理。", true },
	{ DIAG_CHECK_TWO_NUMBERS, "复函", "《关于荷载的函》（汶交函〔2026〕17号）收悉，按汶水函〔2026〕71号办理。", false },
	{ DIAG_CHECK_SCALE, "方案", "项目总投资1280万元。\n\n争取年内落实项目总投资1280亿元。", true },
	{ DIAG_CHECK_SCALE, "方案", "项目总投资1280万元。\n\n争取年内落实项目总投资1280万元，每户补助12元，共12万元。", false },
	{ DIAG_CHECK_SCALE, "方案", "全县采石场面积1936公顷，其中：恢复412亩、再生668亩、重建856亩。", true },
	{ DIAG_CHECK_SCALE, "方案", "全县采石场面积1936亩，其中：恢复412亩、再生668亩、重建856亩。", false },
	{ DIAG_CHECK_NOT_THERE, "考核办法", "第一条　为考核，制定本办法。\n\n第二条　不合格的，依照本办法第十五条整改。\n\n第三条　本办法自印发之日起施行。", true },
	{ DIAG_CHECK_NOT_THERE, "考核办法", "第一条　依照《公务员法》第十五条，制定本办法。\n\n第二条　不合格的，依照本办法第三条整改。\n\n第三条　本办法自印发之日起施行。", false },
	{ DIAG_CHECK_PARTS, "纪要", "应到会46人，实到41人，请假4人。", true },
	{ DIAG_CHECK_PARTS, "纪要", "应到会46人，实到41人，请假5人。", false },
	{ DIAG_CHECK_PLAN_PERIOD, "2026年工作要点", "明年是“十五五”开局之年。", true },
	{ DIAG_CHECK_PLAN_PERIOD, "2026年工作要点", "今年是“十五五”开局之年。", false },
	{ DIAG_CHECK_WORD_TWICE, "通知", "上午，县消防救援大队、县财政局、县交通局、县财政局派人参加。", true },
	{ DIAG_CHECK_WORD_TWICE, "通知", "上午，县财政局、县交通局、县财政局国库股参加。", false },
	{ DIAG_CHECK_PLACEHOLDER, "通知", "3月12日在${会议地点}召开动员会。", true },
	{ DIAG_CHECK_FRAME, "总结", "2处工程以完工。", true },
	{ DIAG_CHECK_FRAME, "总结", "2处工程已完工，其余工程得以完工。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "莲州市图书馆通知", "在就诊高峰时段增派人员。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "莲州市人民医院通知", "在就诊高峰时段增派人员。", false },
	/* the hand that slips */
	{ DIAG_CHECK_UNFINISHED, "总结", "联合县住房和城乡建设局对彩钢板建筑和高层住宅进行抽查，\n\n二、下一步", true },
	{ DIAG_CHECK_UNFINISHED, "总结", "联合县住房和城乡建设局对彩钢板建筑和高层住宅进行抽查。\n\n尊敬的各位领导，", false },
	{ DIAG_CHECK_STRAY_LETTER, "办法", "购买实习责任保险j，费用由学校列支。", true },
	{ DIAG_CHECK_STRAY_LETTER, "办法", "购买x光机，配备app和WiFi，甲类a型、乙类a型各1台。", false },
	{ DIAG_CHECK_WORD_TWICE, "通知", "在在采砂集中河段设立公告牌。", true },
	{ DIAG_CHECK_WORD_TWICE, "通知", "此事不了了之，是是非非，为了了解情况。", false },
	{ DIAG_CHECK_OTHER_HOME, "平湾县商务局上半年工作总结", "为栎安县高质量发展多作贡献。", true },
	{ DIAG_CHECK_OTHER_HOME, "平湾县商务局上半年工作总结", "为平湾县高质量发展多作贡献，为全县发展出力。", false },
	{ DIAG_CHECK_PLAN_PERIOD, "2026年工作要点", "2026年是“十五五”规划实施的第二年。", true },
	{ DIAG_CHECK_PLAN_PERIOD, "2026年工作要点", "2026年是“十五五”规划实施的第一年。", false },
	{ DIAG_CHECK_HALF, "总结", "起数下降2倍。", true },
	{ DIAG_CHECK_HALF, "总结", "起数下降两成，产值增长2倍，压缩倍率。", false },
	{ DIAG_CHECK_LAW_TITLE, "办法", "根据《中国共产党支部工作条例》制定。", true },
	{ DIAG_CHECK_LAW_TITLE, "办法", "根据《中国共产党支部工作条例（试行）》制定。", false },
	{ DIAG_CHECK_ALONE, "通知", "做好交接，防止档散失。", true },
	{ DIAG_CHECK_ALONE, "通知", "做好交接，防止档案散失，归档入档。", false },
	{ DIAG_CHECK_SAYING, "工作要点", "落实新时期党的建设总要求。", true },
	{ DIAG_CHECK_SAYING, "工作要点", "落实新时代党的建设总要求。", false },
	{ DIAG_CHECK_SAYING, "工作要点", "落实立德育人根本任务。", true },
	{ DIAG_CHECK_SAYING, "工作要点", "配合深入贯彻落实中央八项规定学习教育。", true },
	{ DIAG_CHECK_SAYING, "工作要点", "县人民代表大会常务委员会审议，发挥党委理论学习中心组作用，落实公共文化服务。", false },
	{ DIAG_CHECK_SAYING, "工作要点", "坚持中国特色社会主义，推动高质量发展。", false },
	{ DIAG_CHECK_CONFUSABLE, "工作要点", "隐形债务只减不增。", true },
	{ DIAG_CHECK_CONFUSABLE, "工作要点", "消除隐形门槛。", false },
	{ DIAG_CHECK_CONFUSABLE, "工作要点", "确保安全渡过主汛期。", true },
	{ DIAG_CHECK_CONFUSABLE, "工作要点", "帮助企业渡过难关。", false },
	{ DIAG_CHECK_FRAME, "工作要点", "大约有1200名左右学生参加。", true },
	{ DIAG_CHECK_FRAME, "工作要点", "约谈企业负责人，左右岸联动。", false },
	{ DIAG_CHECK_FRAME, "工作要点", "帮助解决技术、销路、用工等方面。", true },
	{ DIAG_CHECK_FRAME, "工作要点", "帮助解决技术、销路、用工等方面的难题。", false },
	{ DIAG_CHECK_FRAME, "通知", "5月31日前完成了滤池换砂。", true },
	{ DIAG_CHECK_FRAME, "总结", "5月31日前已完成滤池换砂。", false },
	{ DIAG_CHECK_FRAME, "总结", "全校学生1584人、女生760人、教职工98人。", true },
	{ DIAG_CHECK_FRAME, "总结", "全校学生1584人，其中女生760人。", false },
	{ DIAG_CHECK_FRAME, "请示", "预警信息必需叫醒乡镇责任人。", true },
	{ DIAG_CHECK_FRAME, "请示", "保障生产必需的物资。", false },
	/* what follows a line that leads in to it */
	{ DIAG_CHECK_NOTHING_BEHIND, "请示", "一、编制\n\n拟分学科使用如下：\n\n二、用编计划\n\n分两年落实。", true },
	{ DIAG_CHECK_NOTHING_BEHIND, "请示", "一、编制\n\n拟分学科使用如下：\n\n（一）物理2名。\n\n（二）化学3名。\n\n二、用编计划\n\n分两年落实。", false },
	{ DIAG_CHECK_NOT_THERE, "纪要", "一、审议方案\n\n同意。\n\n二、听取汇报\n\n第一项、第七项采用举手表决。", true },
	{ DIAG_CHECK_NOT_THERE, "纪要", "一、审议方案\n\n同意。\n\n二、听取汇报\n\n第一项、第二项采用举手表决。", false },
	{ DIAG_CHECK_SINGLE, "办法", "第九条　有下列情形之一的，按旷工处理：\n\n（一）擅自离岗的。\n\n第十条　迟到的记0.1分。", true },
	{ DIAG_CHECK_SINGLE, "办法", "第九条　有下列情形之一的，按旷工处理：\n\n（一）擅自离岗的；\n\n（二）逾期不归的。\n\n第十条　迟到的记0.1分。", false },
	{ DIAG_CHECK_COUNT, "工作要点", "全年抓好五项工作：农资供应、网点改造、冷链建设、社员培训。", true },
	{ DIAG_CHECK_COUNT, "工作要点", "全年抓好四项工作：农资供应、网点改造、冷链建设、社员培训。", false },
	{ DIAG_CHECK_COUNT, "讲话", "我从三个方面讲。第一，收集；第二，整理；第三，保管；第四，利用。", true },
	{ DIAG_CHECK_COUNT, "讲话", "（一）夜班费。提高。\n\n（二）人力。招聘。\n\n（三）安全。到场。\n\n以上四件事，请护理部列出时间表。", true },
	{ DIAG_CHECK_COUNT, "讲话", "（一）夜班费。提高。\n\n（二）人力。招聘。\n\n（三）安全。到场。\n\n以上三件事，请护理部列出时间表。", false },
	{ DIAG_CHECK_SENTENCE_TWICE, "函", "请予支持。\n\n特此函商，盼复。\n\n特此函商，盼复。", true },
	{ DIAG_CHECK_EMPTY_SECTION, "工作要点", "一、突出政治\n\n抓学习。\n\n二、突出组织\n\n建强支部。\n\n三、突出产业带动，强村富民\n\n四、突出纪律\n\n从严。", true },
	/* figures and days of a text against each other */
	{ DIAG_CHECK_TURNED, "答复", "符合条件的有412个单元。\n\n完成421个单元的摸排。", true },
	{ DIAG_CHECK_TURNED, "答复", "符合条件的有412个单元。\n\n完成421个村的摸排。", false },
	{ DIAG_CHECK_TOO_EARLY, "2026年上半年工作总结", "抓好落实。", true },
	{ DIAG_CHECK_TOO_EARLY, "2026年一季度工作总结", "抓好落实。", false },
	{ DIAG_CHECK_RANK, "方案", "（一）总指挥：分管后勤的副院长；副总指挥：院长、总务科科长。", true },
	{ DIAG_CHECK_RANK, "方案", "（一）总指挥：分管后勤的副院长；副总指挥：院长办公室主任、总务科科长。", false },
	{ DIAG_CHECK_RATE, "纪要", "发现隐患1275处，其中软管老化836处。已整改1142处，整改率98.6%。", true },
	{ DIAG_CHECK_RATE, "纪要", "发现隐患1275处，其中软管老化836处。已整改1142处，整改率89.6%。", false },
	{ DIAG_CHECK_PRODUCT, "总结", "资助学生320人，每人500元，共计发放18万元。", true },
	{ DIAG_CHECK_PRODUCT, "总结", "资助学生320人，每人500元，共计发放16万元。", false },
	{ DIAG_CHECK_DIRECTION, "讲话", "城乡居民收入比由2.31∶1缩小到2.50∶1。", true },
	{ DIAG_CHECK_DIRECTION, "讲话", "城乡居民收入比由2.31∶1缩小到2.05∶1。", false },
	{ DIAG_CHECK_BACKWARDS, "方案", "（二）集中排查阶段（4月16日至5月20日）。逐户排查。\n\n（三）整治提升阶段（5月11日至6月20日）。新建充电点。", true },
	{ DIAG_CHECK_BACKWARDS, "方案", "（二）集中排查阶段（4月16日至5月20日）。逐户排查。\n\n（三）整治提升阶段（5月21日至6月20日）。新建充电点。", false },
	{ DIAG_CHECK_BACKWARDS, "方案", "时间为9月23日，遇雨顺延至9月20日。", true },
	{ DIAG_CHECK_STALE_YEAR, "方案", "到2025年年底，投放准确率升至88%。", true },
	{ DIAG_CHECK_STALE_YEAR, "方案", "到2026年年底，投放准确率升至88%。", false },
	{ DIAG_CHECK_LIMITS, "办法", "90分以上为优秀，80分以上至90分为良好。", true },
	{ DIAG_CHECK_LIMITS, "办法", "90分以上为优秀，80分以上不满90分为良好。", false },
	{ DIAG_CHECK_WORD_TWICE, "纪要", "出席：虞成岳、商陆舟、池越、荣景初、池越。", true },
	{ DIAG_CHECK_WORD_TWICE, "纪要", "出席：虞成岳、商陆舟、池越、荣景初。", false },
	{ DIAG_CHECK_PLACEHOLDER, "要点", "能耗支出同比下降X%，选聘普查员……名。", true },
	{ DIAG_CHECK_PLACEHOLDER, "要点", "新建供水管网　　公里，解决饮水问题。", true },
	{ DIAG_CHECK_NOBODY, "要点", "每月驻村不少于天，把问题解决在田间地头。", true },
	{ DIAG_CHECK_NOBODY, "要点", "每月驻村不少于4天，把问题解决在田间地头。", false },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县第二中学关于编制的请示", "核增我院教职工编制15名。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "中共柳溪镇委员会会议纪要", "将任务分解到各股室和各村。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县供水有限公司通知", "由供电所网格员上门服务，水厂配合。", true },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县供水有限公司通知", "由营业所网格员上门服务，水厂配合。", false },
};

static bool found(const struct diag_list *findings, enum diag_code code)
{
	for (const struct diag *d = findings->first; d; d = d->next)
		if (d->code == code)
			return true;
	return false;
}

Test(check_office, samples)
{
	struct arena *arena = arena_new();
	struct diag_list findings, faults;
	diag_init(&faults, arena);
	const struct catalogue *catalogue = catalogue_load(arena, "content", "templates/schema", NULL, &faults);
	cr_assert(catalogue && !diag_errors(&faults));
	const struct check_basis *basis = check_basis_load(arena, catalogue);
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		const struct sample *s = &samples[i];
		const char *text = arena_printf(arena, "# %s\n\n%s\n\n安河县水利局\n\n2026年3月20日\n", s->title, s->line);
		diag_init(&findings, arena);
		struct check *check = check_start(arena, basis, &findings);
		check_add_lines(check, source_of_text(arena, "text.md", str_of(text)), CHECK_MARKDOWN, &(struct check_context){ .year = 2026 });
		check_run(check);
		cr_expect_eq(found(&findings, s->code), s->wrong, "%s, %s: %s", diag_id(s->code), s->title, s->line);
	}
	arena_free(arena);
}

/* A system without the model of words: what is only read like a word is not told, what is written like one is. */
Test(check_office, without_model)
{
	static const struct {
		enum diag_code code;
		const char *line;
		bool told;
	} lines[] = {
		{ DIAG_CHECK_NEAR_SOUND, "严格工程造价审合，投诉核查结果如实记入档案，实行三级核稿。", false },
		{ DIAG_CHECK_NEAR_WORD, "抵治不正之风。", true },
	};
	struct arena *arena = arena_new();
	struct diag_list findings, faults;
	diag_init(&faults, arena);
	const struct catalogue *catalogue = catalogue_load(arena, "content", "templates/schema", NULL, &faults);
	cr_assert(catalogue && !diag_errors(&faults));
	struct check_basis basis = *check_basis_load(arena, catalogue);
	basis.model = NULL;
	basis.lattice = NULL;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		diag_init(&findings, arena);
		struct check *check = check_start(arena, &basis, &findings);
		const char *text = arena_printf(arena, "# 工作要点\n\n%s\n", lines[i].line);
		check_add_lines(check, source_of_text(arena, "text.md", str_of(text)), CHECK_MARKDOWN, &(struct check_context){ .year = 2026 });
		check_run(check);
		cr_expect_eq(found(&findings, lines[i].code), lines[i].told, "%s: %s", diag_id(lines[i].code), lines[i].line);
	}
	arena_free(arena);
}

/* Whole documents as plain text, for the year 2026 (or the one that their titles name): their heads are read, too. */
static const struct whole {
	enum diag_code code;
	const char *text;
	unsigned year;
	bool wrong;
} wholes[] = {
	/* a title on two lines, and what goes by it: recipient, kind of document, issuer */
	{ DIAG_CHECK_RECIPIENT_COLON, "安河县水利局\n关于做好防汛工作的通知\n\n各乡镇人民政府\n\n抓好落实。\n\n安河县水利局\n2026年3月20日\n", 2026, true },
	{ DIAG_CHECK_RECIPIENT_COLON, "安河县水利局\n关于做好防汛工作的通知\n\n各乡镇人民政府：\n\n抓好落实。\n\n安河县水利局\n2026年3月20日\n", 2026, false },
	{ DIAG_CHECK_FOREIGN_KIND, "安河县水利局文件\n安水〔2026〕8号\n\n关于做好防汛工作的通知\n\n各乡镇人民政府：\n\n报我公司备案。\n\n安河县水利局\n2026年3月20日\n", 2026, true },
	{ DIAG_CHECK_GENRE, "关于防汛资金的请示\n\n县人民政府：\n\n请予支持。\n\n特此通知。\n\n安河县水利局\n2026年3月20日\n", 2026, true },
	{ DIAG_CHECK_NO_RECIPIENT, "安水〔2026〕8号\n签发人：王立新\n安河县水利局关于防汛资金的请示\n恳请支持。\n妥否，请批示。\n安河县水利局\n2026年3月20日\n", 2026, true },
	{ DIAG_CHECK_NO_SIGNATURE, "安河县水利局\n关于防汛的通知\n\n各乡镇人民政府：\n\n要抓好落实，确保安全。\n\n2026年3月20日\n", 2026, true },
	{ DIAG_CHECK_NO_SIGNATURE, "安河县水利局\n关于防汛的通知\n\n各乡镇人民政府：\n\n要抓好落实，确保安全。\n\n安河县水利局\n2026年3月20日\n", 2026, false },
	{ DIAG_CHECK_NO_DATE, "安河县水利局\n关于防汛的通知\n\n各乡镇人民政府：\n\n要抓好落实，确保安全。\n\n安河县水利局\n", 2026, true },
	{ DIAG_CHECK_NO_DATE, "安河县水利局\n关于防汛的通知\n\n各乡镇人民政府：\n\n要抓好落实，确保安全。\n\n安河县水利局\n2026年3月20日\n", 2026, false },
	/* the document that a notice brings does not begin another text */
	{ DIAG_CHECK_ATTACHMENT_TITLE, "安河县水利局关于印发方案的通知\n\n各乡镇人民政府：\n\n抓好落实。\n\n附件：安河县防汛方案\n\n安河县水利局\n2026年3月20日\n\n附件\n2026年防汛工作方案\n", 2026, true },
	{ DIAG_CHECK_ATTACHMENT_TITLE, "安河县水利局关于印发方案的通知\n\n各乡镇人民政府：\n\n抓好落实。\n\n附件：2026年防汛工作方案\n\n安河县水利局\n2026年3月20日\n\n附件\n2026年防汛工作方案\n", 2026, false },
	{ DIAG_CHECK_STILL_TO_COME, "安河县水利局关于学习的通知\n\n各乡镇人民政府：\n\n学习刚刚闭幕的全国两会精神。\n\n安河县水利局\n2026年1月12日\n", 2026, true },
	{ DIAG_CHECK_STILL_TO_COME, "安河县水利局关于学习的通知\n\n各乡镇人民政府：\n\n学习刚刚闭幕的全国两会精神。\n\n安河县水利局\n2026年3月22日\n", 2026, false },
	/* one document is its unit's own, a pattern is for all */
	{ DIAG_CHECK_ANY_FIGURE, "2026年党建工作计划要点\n\n指导12个党支部。\n", 0, false },
	{ DIAG_CHECK_ANY_FIGURE, "2026年党建工作计划要点（通用版）\n\n指导12个党支部。\n", 0, true },
	/* the year of a title, and plans that are issued on the eve of it */
	{ DIAG_CHECK_STALE_YEAR, "安河县水利局2026年工作要点\n\n2024年度工作要点是抓好防汛。\n", 0, true },
	{ DIAG_CHECK_DATE_YEAR, "安河县水利局2027年工作要点\n\n抓好防汛。\n\n安河县水利局\n2026年12月30日\n", 2027, false },
	{ DIAG_CHECK_DATE_YEAR, "安河县水利局2027年工作要点\n\n抓好防汛。\n\n安河县水利局\n2026年3月30日\n", 2027, true },
};

Test(check_office, wholes)
{
	struct arena *arena = arena_new();
	struct diag_list findings, faults;
	diag_init(&faults, arena);
	const struct catalogue *catalogue = catalogue_load(arena, "content", "templates/schema", NULL, &faults);
	cr_assert(catalogue && !diag_errors(&faults));
	const struct check_basis *basis = check_basis_load(arena, catalogue);
	for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++) {
		diag_init(&findings, arena);
		struct check *check = check_start(arena, basis, &findings);
		check_add_lines(check, source_of_text(arena, "text.txt", str_of(wholes[i].text)), CHECK_PLAIN, &(struct check_context){ .year = wholes[i].year });
		check_run(check);
		cr_expect_eq(found(&findings, wholes[i].code), wholes[i].wrong, "%s: %s", diag_id(wholes[i].code), wholes[i].text);
	}
	arena_free(arena);
}
