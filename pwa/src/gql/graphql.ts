/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Kinds of errors, the same in userErrors and in extensions.code. */
export type ErrorCode =
  /** The input breaks a rule; sending it again changes nothing. */
  | 'INVALID'
  /** There is no such thing, or the reader may not know of it. */
  | 'NOT_FOUND'
  /** The reader may see it but not do this to it now. */
  | 'FORBIDDEN'
  /** The same id came with other content, or a unique value is taken. */
  | 'CONFLICT'
  /** Somebody changed it meanwhile: `expectedVersion` differs. */
  | 'STALE'
  /** Nobody is signed in. */
  | 'UNAUTHENTICATED'
  /** Too many requests; try again later. */
  | 'TOO_MANY'
  /** The body, the picture or the question is bigger than allowed. */
  | 'TOO_LARGE'
  /** Our mistake; try again and quote the id in the message. */
  | 'INTERNAL'
  /** It is kept, with its photos, and an office decides whether it counts (待审核): the author's link to the enterprise had ended. Not to be sent again; see HeldRecord. The same id gets this answer for ever. Apps of the first contract, which say Device-App 0, read FORBIDDEN. */
  | 'WAITING_FOR_REVIEW';

/** Coordinate systems that inputs may come in; everything is converted to WGS-84 at the edge (坐标系, domain 4). */
export type Crs =
  /** GPS and browser geolocation. */
  | 'WGS84'
  /** Amap, Tencent, WeCom (火星坐标). */
  | 'GCJ02'
  /** Baidu. */
  | 'BD09'
  /** National surveys and Tianditu; equals WGS-84 within a metre. */
  | 'CGCS2000';

/** Levels of government (层级). */
export type Level =
  /** 省 */
  | 'PROVINCE'
  /** 市(州) */
  | 'CITY'
  /** 县(市、区) */
  | 'COUNTY'
  /** 乡镇(街道) */
  | 'TOWN';

/** Kinds of task forces (专班). */
export type TaskForceKind =
  /** 行业专班, one for each of five industries (A5) */
  | 'INDUSTRY'
  /** 专项工作小组, with a function such as finance (D8) */
  | 'FUNCTIONAL'
  /** 工作专班 for one problem (D9) */
  | 'AD_HOC';

/** Kinds of organizations (单位类别). */
export type OrganizationKind =
  /** 部门 */
  | 'DEPARTMENT'
  /** 政府 */
  | 'GOVERNMENT'
  /** 园区管委会 */
  | 'PARK_COMMITTEE'
  /** 工作专班 (A5, D8) */
  | 'TASK_FORCE'
  /** 联企办 (A3) */
  | 'OFFICE'
  /** 银行 */
  | 'BANK'
  /** 国有企业 */
  | 'SOE'
  /** 协会商会 */
  | 'ASSOCIATION'
  /** 法院 */
  | 'COURT';

/** The five industries with a task force each (五个行业专班, A5); which GB/T 4754 sections belong to it is data (domain 2.6). */
export type Sector =
  /** 工业 */
  | 'INDUSTRY'
  /** 建筑业(含房地产) */
  | 'CONSTRUCTION'
  /** 批零住餐业 */
  | 'TRADE_CATERING'
  /** 服务业 */
  | 'SERVICE'
  /** 农业 */
  | 'AGRICULTURE';

/** Which organizations; all members must hold. */
export type OrganizationFilter = {
  /** In this division or below. */
  divisionCode?: string | null | undefined;
  /** Of one of these kinds. */
  kind?: Array<OrganizationKind> | null | undefined;
  /** Task forces of one of these kinds. */
  taskForceKind?: Array<TaskForceKind> | null | undefined;
  /** Whose name contains this. */
  text?: string | null | undefined;
};

/** The ranks of cadres, who are sent by their units (职级, A2). */
export type CadreRank =
  /** 县级领导 */
  | 'LEADER'
  /** 科级 */
  | 'SECTION'
  /** 一般干部 */
  | 'STAFF';

/** Which cadres or supervisors; all members must hold. */
export type CadreFilter = {
  /** Whose name contains this. */
  text?: string | null | undefined;
  /** Of one of these ranks. */
  rank?: Array<CadreRank> | null | undefined;
};

/** Which colleagues; all members must hold. */
export type ColleagueFilter = {
  /** Who has one of these roles. */
  role?: Array<Role> | null | undefined;
  /** Whose name contains this. */
  text?: string | null | undefined;
};

/** What a person is signed in as (角色, 6.5). */
export type Role =
  /** 联企干部 */
  | 'LINK_CADRE'
  /** 驻企干部 */
  | 'RESIDENT_CADRE'
  /** 承办单位经办 */
  | 'DEPARTMENT_HANDLER'
  /** 联企办 */
  | 'OFFICE'
  /** 领导 */
  | 'LEADER'
  /** 督导组 */
  | 'SUPERVISOR'
  /** 企业联系人 */
  | 'ENTERPRISE_CONTACT'
  /** 系统管理员 */
  | 'ADMIN'
  /** 第三方应用 */
  | 'THIRD_PARTY_APP'
  /** 系统，到点自动: only of events that nobody caused */
  | 'SYSTEM';

/** Ends a session. */
export type EndSessionInput = {
  /** The session's id. */
  sessionId: string | number;
};

/** When somebody wants to be left in peace from now on; see NoticePreference. */
export type SetNoticePreferenceInput = {
  /** When quiet hours begin, as 20:00, in Asia/Shanghai. */
  quietFrom: string;
  /** When they end, as 08:00. */
  quietTo: string;
  /** Whether days off are quiet. */
  quietDaysOff: boolean;
  /** Whether what does not ask them to act waits for the digest by day, too. */
  digest: boolean;
};

/** Which notices were read. */
export type ReadNoticesInput = {
  /** The newest notice that was on the screen. */
  upToId: string | number;
};

/** What a channel speaks (外发方式). */
export type OutboundKind =
  /** 运行日志: the server's log */
  | 'LOG'
  /** 签名推送: JSON to the customer's own system, signed by HMAC-SHA256 over timestamp, full stop and body */
  | 'WEBHOOK'
  /** 企业微信群机器人 */
  | 'WECOM'
  /** 钉钉群机器人 */
  | 'DINGTALK';

/** A channel as it should be. It belongs to a unit or to an area, one of the two. */
export type SaveOutboundInput = {
  /** The client's own UUID; that of a channel changes it. */
  id: string | number;
  /** What it speaks. */
  kind: OutboundKind;
  /** Its name, 1 to 60 characters. */
  name: string;
  /** The area whose offices, leaders and supervisors it belongs to. */
  divisionCode?: string | number | null | undefined;
  /** The unit it belongs to. */
  organizationId?: string | number | null | undefined;
  /** Its address, https (WEBHOOK also http); absent keeps what is there. */
  url?: string | null | undefined;
  /** Its secret: that of the signature, or DingTalk's 加签; absent keeps what is there. */
  secret?: string | null | undefined;
  /** Whether messages go. */
  enabled: boolean;
};

/** Levels of parks (园区级别). */
export type ParkLevel =
  /** 国家级 */
  | 'NATIONAL'
  /** 省级 */
  | 'PROVINCIAL'
  /** 其他 */
  | 'OTHER';

/** What an enterprise is (A8). */
export type EnterpriseKind =
  /** 企业 */
  | 'ENTERPRISE'
  /** 项目 */
  | 'PROJECT'
  /** 双创团队 */
  | 'STARTUP_TEAM'
  /** 农业经营主体 */
  | 'FARM';

/** Why an enterprise's point is doubtful. */
export type LocationFlag =
  /** The point lies outside the county that was named. */
  | 'OUTSIDE_COUNTY'
  /** The point fits only when read in another coordinate system. */
  | 'SUSPECT_CRS';

/** The ladder of specialised firms (梯度培育, domain 2.3). */
export type EnterpriseTier =
  /** 创新型中小企业 */
  | 'INNOVATIVE'
  /** 专精特新中小企业 */
  | 'SPECIALIZED'
  /** 专精特新小巨人 */
  | 'LITTLE_GIANT'
  /** 制造业单项冠军 */
  | 'CHAMPION';

/** Which enterprises; all members must hold. */
export type EnterpriseFilter = {
  /** One of these. */
  id?: Array<string | number> | null | undefined;
  /** In this division or below. */
  divisionCode?: string | null | undefined;
  /** Inside this park. */
  parkId?: string | number | null | undefined;
  /** Along this industry chain. */
  chainId?: string | number | null | undefined;
  /** In one of these industries. */
  sector?: Array<Sector> | null | undefined;
  /** On the key list, or not. */
  isKey?: boolean | null | undefined;
  /** Whose name contains this. */
  text?: string | null | undefined;
  /** Whether nobody is assigned to it today (A7). */
  unassigned?: boolean | null | undefined;
  /** Behind this number of a statistic: of VISIT_COVERAGE the enterprises that it counts, else those of its problems. */
  counted?: CountedInput | null | undefined;
};

/** What an office decides on where an enterprise is. */
export type RuleOnLocationInput = {
  /** The client's own UUIDv7, the ruling's id. */
  id: string | number;
  /** Which enterprise. */
  enterpriseId: string | number;
  /** Longitude of the proposal that was on the screen, WGS-84. */
  lon: number;
  /** Its latitude. */
  lat: number;
  /** Whether the enterprise is moved there. */
  accept: boolean;
  /** Why; at most 1000 characters, needed when it is declined. */
  note?: string | null | undefined;
};

/** An office makes a chain, or changes it; its heads are replaced. */
export type SaveIndustryChainInput = {
  /** The client's own UUIDv7, the chain's id. */
  id: string | number;
  /** 2 to 40 characters. */
  name: string;
  /** Whose chain; the office's own division when absent. It stays as it was made. */
  divisionCode?: string | null | undefined;
  /** The one department that answers for it, of the division or above. */
  departmentId: string | number;
  /** Who head it: 1 to 20 leaders of an area that holds the division. */
  headIds: Array<string | number>;
};

/** Enterprises join a chain, or leave it; at most 200 each. */
export type ArrangeChainMembersInput = {
  /** The chain. */
  industryChainId: string | number;
  /** Who join it, in the chain's division. */
  join?: Array<string | number>;
  /** Who leave it. */
  leave?: Array<string | number>;
};

/** What a liaison is for (A15). */
export type LiaisonScope =
  /** 产业链联络员: one at a time */
  | 'CHAIN'
  /** 企业联络员 */
  | 'ENTERPRISE'
  /** 部门联络员 */
  | 'DEPARTMENT';

/** An office names a liaison of exactly one chain, enterprise or department, or changes one. A new one of a chain relieves the one before. */
export type SaveLiaisonInput = {
  /** The client's own UUIDv7, the liaison's id. */
  id: string | number;
  /** The chain. */
  chainId?: string | number | null | undefined;
  /** The enterprise. */
  enterpriseId?: string | number | null | undefined;
  /** The department. */
  organizationId?: string | number | null | undefined;
  /** The liaison's account, where there is one; it must be one of staff. */
  personId?: string | number | null | undefined;
  /** At most 40 characters; absent, the account's name. */
  name?: string | null | undefined;
  /** Post, at most 40 characters. */
  post?: string | null | undefined;
  /** 6 to 20 digits, hyphens between them; absent, the account's phone. */
  phone?: string | null | undefined;
};

/** Relieves a liaison. */
export type EndLiaisonInput = {
  /** The liaison. */
  liaisonId: string | number;
};

/** How help ended. */
export type SupportOutcome =
  /** 达到目标 */
  | 'ACHIEVED'
  /** 部分达到 */
  | 'PARTLY'
  /** 中止帮扶 */
  | 'STOPPED';

/** Kinds of entries of a plan. */
export type SupportPlanEntryKind =
  /** 制定 */
  | 'STARTED'
  /** 更改 */
  | 'CHANGED'
  /** 跟进 */
  | 'FOLLOWED'
  /** 结束 */
  | 'CLOSED';

/** Which plans; all members must hold. */
export type SupportPlanFilter = {
  /** Of enterprises in this division or below. */
  divisionCode?: string | null | undefined;
  /** Of this enterprise. */
  enterpriseId?: string | number | null | undefined;
  /** Open, or ended. */
  open?: boolean | null | undefined;
  /** Which the reader leads or is of the team of, or neither. */
  mine?: boolean | null | undefined;
};

/** An office makes a plan for an enterprise, or changes it; the team is replaced. */
export type SaveSupportPlanInput = {
  /** The client's own UUIDv7, the plan's id. */
  id: string | number;
  /** Whom it helps; it stays as it was made. */
  enterpriseId: string | number;
  /** Who leads: a leader of an area that holds the enterprise. */
  leaderId: string | number;
  /** The team: 1 to 20 cadres, handlers and people of offices, of the office's area or above it. */
  memberIds: Array<string | number>;
  /** What will be done; 2 to 4000 characters. */
  plan: string;
  /** First day. */
  startsOn: string;
};

/** What was done by a plan. */
export type FollowSupportPlanInput = {
  /** The client's own UUIDv7, the entry's id. */
  id: string | number;
  /** The plan. */
  supportPlanId: string | number;
  /** 2 to 2000 characters. */
  text: string;
};

/** How a plan ended. */
export type CloseSupportPlanInput = {
  /** The client's own UUIDv7, the entry's id. */
  id: string | number;
  /** The plan. */
  supportPlanId: string | number;
  /** How. */
  outcome: SupportOutcome;
  /** What came of it; 2 to 2000 characters. */
  summary: string;
};

/** What a deadline measures; all start when a problem is handed out (6.3). */
export type SlaTimer =
  /** 签收: until the unit signs */
  | 'SIGN'
  /** 联系企业: until it first speaks with the enterprise */
  | 'CONTACT'
  /** 首次反馈: until it first says what was done */
  | 'PROGRESS'
  /** 协办答复: until a co-unit replies; the lead's where a policy gives none */
  | 'CO_REPLY'
  /** 办结答复: until the lead replies */
  | 'RESOLVE';

/** Who answers for an enterprise. */
export type AssignmentRole =
  /** 责任人 */
  | 'LEAD'
  /** 成员 */
  | 'MEMBER';

/** How a cadre works at an enterprise (A13). */
export type AssignmentMode =
  /** 联系 */
  | 'LINKED'
  /** 驻企 */
  | 'RESIDENT'
  /** 首席服务员 */
  | 'CHIEF_SERVICE_OFFICER';

/** Links a cadre to an enterprise. */
export type AssignEnterpriseInput = {
  /** The client's own UUIDv7. */
  id: string | number;
  /** The cadre. */
  cadreId: string | number;
  /** The enterprise. */
  enterpriseId: string | number;
  /** Lead or member. */
  role?: AssignmentRole;
  /** How the cadre works there. */
  mode?: AssignmentMode;
  /** First day. */
  startsOn: string;
  /** Last day; absent while open. */
  endsOn?: string | null | undefined;
};

/** Ends a link. */
export type EndAssignmentInput = {
  /** The link. */
  assignmentId: string | number;
  /** Its last day. */
  endsOn: string;
};

/** Takes back a link that has not begun. */
export type CancelAssignmentInput = {
  /** The link. */
  assignmentId: string | number;
};

/** A photo of a new record; its bytes go to PATCH /uploads/{sha256}, before or after. */
export type PhotoInput = {
  /** SHA-256 of the bytes that are uploaded, 64 lower-case hex digits. */
  sha256: string;
  /** Their number, 1 to 10 MiB. */
  bytes: number;
  /** When it was taken, by the phone's clock. */
  takenAt?: string | null | undefined;
};

/** What a check-in's place says (签到结果, domain 3.1). */
export type CheckInResult =
  /** 范围内: inside the fence or the park */
  | 'IN_RANGE'
  /** 待核实: inside only with the fix's accuracy allowed for */
  | 'UNCERTAIN'
  /** 范围外 */
  | 'OUT_OF_RANGE'
  /** 无定位: no fix, or worse than 500 m */
  | 'NO_FIX';

/** What is doubtful about a check-in; never a refusal (domain 3.1). */
export type VisitFlag =
  /** Faster than 150 km/h from the cadre's last check-in. */
  | 'TELEPORT'
  /** The fix was older than 120 seconds at capture. */
  | 'STALE_FIX'
  /** The phone's clock was more than five minutes ahead or behind, or says more than a year ago. */
  | 'CLOCK_SKEW'
  /** The same coordinates to seven digits on another day. */
  | 'REPEATED_COORDINATES'
  /** Accuracy worse than 100 m. */
  | 'LOW_ACCURACY'
  /** Arrived more than 24 hours after capture. */
  | 'LATE_ARRIVAL';

/** Where the phone says it is. */
export type PositionInput = {
  /** Longitude. */
  lon: number;
  /** Latitude. */
  lat: number;
  /** Accuracy in metres, 95 %. */
  accuracy: number;
  /** Coordinate system. */
  crs?: Crs;
  /** When the fix was made; absent when the phone does not say. */
  fixedAt?: string | null | undefined;
};

/** A check-in, as the phone captured it. */
export type CheckInInput = {
  /** The client's own UUIDv7. */
  id: string | number;
  /** Where the cadre is. */
  enterpriseId: string | number;
  /** The fix; null when there was none. */
  position?: PositionInput | null | undefined;
  /** When, by the phone's clock. */
  capturedAt: string;
  /** By how many seconds the phone's clock was ahead of the server's (negative: behind) when the phone last heard from it before capture; absent when it does not know. Without it, the difference at sending counts (header Device-Time). */
  clockLead?: number | null | undefined;
  /** Why it is not in range, in the cadre's words. */
  reason?: string | null | undefined;
  /** What was seen and told. */
  note?: string | null | undefined;
  /** At most 9 photos. */
  photos?: Array<PhotoInput>;
};

/** What is held. */
export type HeldKind =
  /** 签到 */
  | 'CHECK_IN'
  /** 问题 */
  | 'REPORT';

/** Where a held record stands. */
export type HeldState =
  /** 待审核 */
  | 'WAITING'
  /** 已采纳: a visit or a problem since */
  | 'ACCEPTED'
  /** 未采纳: the reason is in ruling */
  | 'DECLINED';

/** An office's ruling on a held record. */
export type RuleOnHeldRecordInput = {
  /** Which one. */
  heldRecordId: string | number;
  /** Whether it counts, as it was captured. */
  approve: boolean;
  /** In the office's words, at most 1000 characters; needed when it does not count. */
  note?: string | null | undefined;
};

/** Where a problem stands (6.2). */
export type ProblemStatus =
  /** 草稿: only on the phone, never on the server */
  | 'DRAFT'
  /** 待研判 */
  | 'SUBMITTED'
  /** 退回补充 */
  | 'RETURNED_FOR_INFO'
  /** 不予受理 */
  | 'REJECTED'
  /** 并单 */
  | 'MERGED'
  /** 企业撤回 */
  | 'WITHDRAWN'
  /** 待签收 */
  | 'DISPATCHED'
  /** 办理中 */
  | 'IN_PROGRESS'
  /** 挂账跟踪 */
  | 'LONG_TERM'
  /** 已答复待审核 */
  | 'HANDLED'
  /** 待评价 */
  | 'AWAITING_EVALUATION'
  /** 已销号 */
  | 'CLOSED';

/** How urgent, by the working calendar (亮灯, 6.3). */
export type Lamp =
  /** 正常 */
  | 'GREEN'
  /** 临期: less than one working day or a fifth of the time left */
  | 'YELLOW'
  /** 超期 */
  | 'RED';

/** What a problem is about (C9). */
export type ProblemCategory =
  /** 融资 */
  | 'FINANCE'
  /** 物流 */
  | 'LOGISTICS'
  /** 用能 */
  | 'ENERGY'
  /** 用工 */
  | 'LABOUR'
  /** 人才 */
  | 'TALENT'
  /** 用地 */
  | 'LAND'
  /** 政策兑现 */
  | 'POLICY_PAYMENT'
  /** 税费 */
  | 'TAX'
  /** 审批证照 */
  | 'PERMIT'
  /** 周边环境 */
  | 'ENVIRONMENT'
  /** 交通出行 */
  | 'TRANSPORT'
  /** 市场 */
  | 'MARKET'
  /** 技术 */
  | 'TECH'
  /** 涉法涉诉 */
  | 'LEGAL'
  /** 疫情防控 */
  | 'EPIDEMIC'
  /** 其他 */
  | 'OTHER';

/** How a problem came in (1C). */
export type ProblemChannel =
  /** 走访 */
  | 'VISIT'
  /** 驻企 */
  | 'RESIDENT'
  /** 企业家接待日 */
  | 'RECEPTION_DAY'
  /** 沙龙 */
  | 'SALON'
  /** 座谈 */
  | 'SYMPOSIUM'
  /** 开放日 */
  | 'OPEN_DAY'
  /** 督导 */
  | 'SUPERVISION'
  /** 领导调研 */
  | 'LEADER_RESEARCH'
  /** 企业自报 */
  | 'SELF_REPORT'
  /** 12345热线 */
  | 'HOTLINE_12345'
  /** 营商环境平台 */
  | 'BUSINESS_ENV_PLATFORM'
  /** 上级交办 */
  | 'UPPER_LEVEL'
  /** 对接会 */
  | 'MATCHMAKING'
  /** 导入 */
  | 'IMPORT';

/** How hard a problem is (Xuchang C, B, A). */
export type Complexity =
  /** 一般 */
  | 'SIMPLE'
  /** 跨部门 */
  | 'CROSS_UNIT'
  /** 重大复杂 */
  | 'MAJOR';

/** Why a problem is not accepted (domain 2.7, P29). */
export type RejectReason =
  /** 不属本地 */
  | 'OUTSIDE_AREA'
  /** 已进入诉讼、仲裁或复议 */
  | 'IN_LITIGATION'
  /** 属信访事项 */
  | 'PETITION'
  /** 涉密或涉个人隐私 */
  | 'SECRET_OR_PRIVACY'
  /** 内容不实或空泛 */
  | 'ABUSIVE_OR_EMPTY'
  /** 同一事实重复 */
  | 'REPEATED'
  /** 法律法规规定的其他情形 */
  | 'OTHER_BY_LAW';

/** How a problem is solved (解决方式, D7): 重大问题政府研判, 复杂问题专班推进, 个性问题一企一策, 特殊问题领导示范. */
export type ResolutionRoute =
  /** 现场解决 */
  | 'ON_SITE'
  /** 单位直接办理 */
  | 'SINGLE_UNIT'
  /** 专班推进 */
  | 'TASK_FORCE'
  /** 政府研判 */
  | 'GOVERNMENT_STUDY'
  /** 一企一策 */
  | 'ONE_ENTERPRISE_ONE_POLICY'
  /** 领导示范 */
  | 'LEADER_DEMONSTRATION'
  /** 现场办公会 */
  | 'ON_SITE_MEETING';

/** A leader's word on a problem. */
export type InstructInput = {
  /** The client's own UUIDv7, the event's id. */
  id: string | number;
  /** About which problem; of the leader's area, not confidential and not final. */
  problemId: string | number;
  /** 1 to 4000 characters. */
  text: string;
};

/** An ad-hoc task force for one problem (工作专班, D9). */
export type FormTaskForceInput = {
  /** The client's own UUIDv7, the task force's id. */
  id: string | number;
  /** For which problem. */
  problemId: string | number;
  /** The version on the screen (R1). */
  expectedVersion: number;
  /** 2 to 60 characters; no other unit of the division is called so. */
  name: string;
  /** The department that leads it; its handlers may sign in for the task force, too. */
  leadOrganizationId: string | number;
  /** Further units whose people work in it, at most 29. */
  memberIds?: Array<string | number>;
  /** How often it meets, in words, at most 500 characters. */
  meetingRule?: string | null | undefined;
};

/** What can be done to a problem; each is one mutation (6.2). */
export type ProblemAction =
  /** 受理交办 (triageProblem ACCEPT) */
  | 'ACCEPT'
  /** 退回补充 (triageProblem RETURN_FOR_INFO) */
  | 'RETURN_FOR_INFO'
  /** 并单 (triageProblem MERGE) */
  | 'MERGE'
  /** 不予受理 (triageProblem REJECT) */
  | 'REJECT'
  /** 重新交办: no unit leads any more (triageProblem ACCEPT) */
  | 'REDISPATCH'
  /** 补充 (supplementProblem) */
  | 'SUPPLEMENT'
  /** 撤回 (withdrawProblem) */
  | 'WITHDRAW'
  /** 签收 (signDispatch) */
  | 'SIGN'
  /** 联系企业 (recordContact) */
  | 'RECORD_CONTACT'
  /** 报进展 (reportProgress) */
  | 'REPORT_PROGRESS'
  /** 答复 (replyDispatch) */
  | 'REPLY'
  /** 申请退单 (requestReturn) */
  | 'REQUEST_RETURN'
  /** 申请延期 (requestExtension) */
  | 'REQUEST_EXTENSION'
  /** 申请挂账 (requestLongTerm) */
  | 'REQUEST_LONG_TERM'
  /** 恢复办理 (resumeHandling) */
  | 'RESUME'
  /** 裁定退单 (ruleOnReturn) */
  | 'RULE_ON_RETURN'
  /** 裁定延期 (ruleOnExtension) */
  | 'RULE_ON_EXTENSION'
  /** 审批挂账 (ruleOnLongTerm) */
  | 'RULE_ON_LONG_TERM'
  /** 审核通过 (reviewReply ACCEPT) */
  | 'ACCEPT_REPLY'
  /** 退回重办 (reviewReply SEND_BACK) */
  | 'SEND_BACK'
  /** 评价 (evaluateProblem) */
  | 'EVALUATE'
  /** 准予延期: unasked, or once more (grantExtension) */
  | 'GRANT_EXTENSION'
  /** 拆分子事项 (splitProblem) */
  | 'SPLIT'
  /** 办结子事项 (finishSubItem) */
  | 'FINISH_ITEM'
  /** 设置或解除涉密 (setConfidential) */
  | 'SET_CONFIDENTIAL'
  /** 出示评价码: the firm scores by a link, without an account (issueEvaluationLink) */
  | 'ISSUE_EVALUATION_LINK'
  /** 回访: the firm was asked to evaluate and did not answer in time, or its closed problem was drawn in a sample (recordCallback) */
  | 'RECORD_CALLBACK'
  /** 重新办理 (reopenProblem) */
  | 'REOPEN'
  /** 提醒、催办、督办 (supervise) */
  | 'SUPERVISE'
  /** 回复督办 (replySupervision) */
  | 'REPLY_SUPERVISION'
  /** 记录问责: a fact, nothing follows by itself (supervise ACCOUNTABILITY) */
  | 'HOLD_TO_ACCOUNT'
  /** 提级办理 (escalateProblem to a higher level) */
  | 'ESCALATE'
  /** 下交办理 (escalateProblem to a lower level) */
  | 'HAND_DOWN'
  /** 作会议决定 (decideAtMeeting) */
  | 'DECIDE'
  /** 成立专班 (formTaskForce) */
  | 'FORM_TASK_FORCE'
  /** 批示 (instruct) */
  | 'INSTRUCT';

/** What happened to a problem (流转记录). */
export type ProblemEventKind =
  /** 上报问题 */
  | 'REPORTED'
  /** 现场解决 */
  | 'SOLVED_ON_SITE'
  /** 受理并交办 */
  | 'DISPATCHED'
  /** 不予受理 */
  | 'REJECTED'
  /** 退回补充 */
  | 'RETURNED_FOR_INFO'
  /** 并入另一件 */
  | 'MERGED'
  /** 补充情况 */
  | 'SUPPLEMENTED'
  /** 企业撤回 */
  | 'WITHDRAWN'
  /** 重新交办 */
  | 'REDISPATCHED'
  /** 签收 */
  | 'SIGNED'
  /** 已联系企业 */
  | 'CONTACTED'
  /** 时限重算: by a changed calendar or policy; the note has old and new */
  | 'DUE_RECOMPUTED'
  /** 报告进展 */
  | 'PROGRESS'
  /** 申请退单 */
  | 'RETURN_REQUESTED'
  /** 同意退单 */
  | 'RETURN_APPROVED'
  /** 不同意退单 */
  | 'RETURN_DENIED'
  /** 申请延期 */
  | 'EXTENSION_REQUESTED'
  /** 联企办准予延期 */
  | 'EXTENSION_GRANTED'
  /** 列出子事项 */
  | 'SPLIT'
  /** 办结一条子事项 */
  | 'ITEM_FINISHED'
  /** 设为涉密 */
  | 'CONCEALED'
  /** 解除涉密 */
  | 'DISCLOSED'
  /** 同意延期 */
  | 'EXTENSION_APPROVED'
  /** 不同意延期 */
  | 'EXTENSION_DENIED'
  /** 申请挂账 */
  | 'LONG_TERM_REQUESTED'
  /** 同意挂账 */
  | 'LONG_TERM_APPROVED'
  /** 不同意挂账 */
  | 'LONG_TERM_DENIED'
  /** 恢复办理 */
  | 'RESUMED'
  /** 答复 */
  | 'REPLIED'
  /** 审核通过，请企业评价 */
  | 'REPLY_ACCEPTED'
  /** 退回重办 */
  | 'SENT_BACK'
  /** 企业评价，销号 */
  | 'EVALUATED'
  /** 企业不满意，重办 */
  | 'REDO'
  /** 出示一次性评价码 */
  | 'LINK_ISSUED'
  /** 回访后销号 */
  | 'CLOSED_UNANSWERED'
  /** 回头看，企业没有异议 */
  | 'UPHELD'
  /** 重新办理 */
  | 'REOPENED'
  /** 提醒 */
  | 'REMINDED'
  /** 催办 */
  | 'URGED'
  /** 督办 */
  | 'SUPERVISED'
  /** 提级督办 */
  | 'ESCALATED'
  /** 列入督办清单 */
  | 'LISTED'
  /** 回复督办 */
  | 'SUPERVISION_REPLIED'
  /** 问责记录 */
  | 'HELD_TO_ACCOUNT'
  /** 提级办理 */
  | 'ESCALATED_TO'
  /** 下交办理 */
  | 'HANDED_DOWN'
  /** 会议研究 */
  | 'DECIDED'
  /** 成立专班并交办 */
  | 'TASK_FORCE_FORMED'
  /** 领导批示 */
  | 'INSTRUCTED'
  /** 照片没有收齐: of notices only, to the author of a record whose photos have not come within a day */
  | 'PHOTOS_MISSING';

/** The two lines on which a problem is handed out, and a third by function (双线交办, D5). */
export type DispatchLine =
  /** 属地线 */
  | 'TERRITORY'
  /** 行业线 */
  | 'INDUSTRY'
  /** 职能线 */
  | 'FUNCTIONAL';

/** Who leads the handling. */
export type DispatchRole =
  /** 主办 */
  | 'LEAD'
  /** 协办 */
  | 'CO';

/** Where a dispatch stands (6.2). */
export type DispatchStatus =
  /** 待签收 */
  | 'PENDING_SIGN'
  /** 已签收 */
  | 'SIGNED'
  /** 办理中 */
  | 'HANDLING'
  /** 已答复 */
  | 'REPLIED'
  /** 已采纳 */
  | 'ACCEPTED'
  /** 申请退单 */
  | 'RETURN_REQUESTED'
  /** 已退单 */
  | 'RETURNED'
  /** 审核退回 */
  | 'SENT_BACK'
  /** 已取消 */
  | 'CANCELLED';

/** Five grades of 好差评 (domain 2.8). */
export type Grade =
  /** 非常满意 */
  | 'VERY_SATISFIED'
  /** 满意 */
  | 'SATISFIED'
  /** 基本满意 */
  | 'BASICALLY_SATISFIED'
  /** 不满意 */
  | 'DISSATISFIED'
  /** 非常不满意 */
  | 'VERY_DISSATISFIED';

/** Whether an item is done. */
export type SubItemStatus =
  /** 未办结 */
  | 'OPEN'
  /** 已办结 */
  | 'DONE';

/** What may be asked. */
export type HandlingRequestKind =
  /** 退单: not ours (2.7) */
  | 'RETURN'
  /** 延期: replied to by a later day (R4) */
  | 'EXTENSION'
  /** 挂账: cannot be solved in time, followed by a plan */
  | 'LONG_TERM';

/** Which problems; all members must hold. */
export type ProblemFilter = {
  /** One of these. */
  id?: Array<string | number> | null | undefined;
  /** In this division or below. */
  divisionCode?: string | null | undefined;
  /** In one of these states. */
  status?: Array<ProblemStatus> | null | undefined;
  /** About one of these. */
  category?: Array<ProblemCategory> | null | undefined;
  /** Ever handed to this unit. */
  organizationId?: string | number | null | undefined;
  /** About this topic of a campaign (C10). */
  topicId?: string | number | null | undefined;
  /** Of this enterprise. */
  enterpriseId?: string | number | null | undefined;
  /** In this park. */
  parkId?: string | number | null | undefined;
  /** Of enterprises along this industry chain (A16). */
  chainId?: string | number | null | undefined;
  /** Ever handed out in this batch. */
  batchId?: string | number | null | undefined;
  /** Past its date and unanswered, or not. */
  overdue?: boolean | null | undefined;
  /** Handled at one of these levels. */
  level?: Array<Level> | null | undefined;
  /** Solved in one of these ways. */
  resolutionRoute?: Array<ResolutionRoute> | null | undefined;
  /** Not final: neither rejected, merged, withdrawn nor closed; or final. */
  open?: boolean | null | undefined;
  /** Reported by the reader, or waiting for the reader's own unit. */
  mine?: boolean | null | undefined;
  /** One of the reader's own unit's dispatches stands in one of these. */
  dispatchStatus?: Array<DispatchStatus> | null | undefined;
  /** Burning one of these lamps. */
  lamp?: Array<Lamp> | null | undefined;
  /** Pressed this far in this round. */
  escalationLevel?: Array<SupervisionKind> | null | undefined;
  /** Waiting for the office to rule on a return, an extension or a long-term plan, or to name a new lead; or not (申请裁定). */
  awaitsRuling?: boolean | null | undefined;
  /** Of those that wait for the office's ruling, those that wait too long; or not. */
  rulingLate?: boolean | null | undefined;
  /** Followed long-term past the day of the plan, or not. */
  longTermPassed?: boolean | null | undefined;
  /** Asked for a score and silent for the policy's days (待回访, R9); or not. */
  unanswered?: boolean | null | undefined;
  /** Drawn in this sample (回头看). */
  sampleId?: string | number | null | undefined;
  /** Drawn in this sample, and nobody was reached yet. */
  toCallInSample?: string | number | null | undefined;
  /** Whose number, title or enterprise's name contains this. */
  text?: string | null | undefined;
  /** Behind this number of a statistic. */
  counted?: CountedInput | null | undefined;
};

/** How problems are ordered. */
export type ProblemOrder =
  /** Newest report first. */
  | 'NEWEST'
  /** Earliest date first, undated last. */
  | 'DUE';

/** A problem, as it was captured. */
export type ReportProblemInput = {
  /** The client's own UUIDv7. */
  id: string | number;
  /** Whose problem. */
  enterpriseId: string | number;
  /** The check-in on which it was found; may still be on its way, then send the visit first. */
  visitId?: string | number | null | undefined;
  /** The reception event at which the enterprise raised it; its channel is then the event's (C2–C4). An office or a leader over the event may say so, of an enterprise that signed up. */
  receptionEventId?: string | number | null | undefined;
  /** One line, 2 to 60 characters. */
  title: string;
  /** What is the matter, at most 4000 characters. */
  description: string;
  /** What the enterprise asks for, at most 1000 characters. */
  demand?: string | null | undefined;
  /** What it is about. */
  category: ProblemCategory;
  /** Solved on the spot: needs a photo or the firm's word (R8). */
  resolvedOnSite?: boolean;
  /** When, by the phone's clock. */
  capturedAt: string;
  /** By how many seconds the phone's clock was ahead of the server's (negative: behind) when the phone last heard from it before capture; absent when it does not know. Without it, the difference at sending counts (header Device-Time). */
  clockLead?: number | null | undefined;
  /** At most 9 photos. */
  photos?: Array<PhotoInput>;
  /** Whether only its parties may read it. */
  confidential?: boolean;
};

/** What the office decides on a reported problem (研判, D6). */
export type TriageDecision =
  /** 受理交办 */
  | 'ACCEPT'
  /** 不予受理 */
  | 'REJECT'
  /** 退回补充 */
  | 'RETURN_FOR_INFO'
  /** 并单 */
  | 'MERGE';

/** Hands a problem to a unit. */
export type DispatchInput = {
  /** The unit. */
  organizationId: string | number;
  /** On which line. */
  line: DispatchLine;
  /** Lead or co; exactly one leads. */
  role: DispatchRole;
};

/** A triage. */
export type TriageProblemInput = {
  /** Which problem. */
  problemId: string | number;
  /** The version on the screen (R1). */
  expectedVersion: number;
  /** What is decided. */
  decision: TriageDecision;
  /** How hard it is; SIMPLE when absent. With ACCEPT only. */
  complexity?: Complexity | null | undefined;
  /** Which level handles it; absent the office's own, or the one that it was raised to. */
  level?: Level | null | undefined;
  /** How it will be solved; as it was when absent. With ACCEPT only. */
  route?: ResolutionRoute | null | undefined;
  /** In the office's words; needed for REJECT and RETURN_FOR_INFO. */
  note?: string | null | undefined;
  /** Needed for REJECT. */
  rejectReason?: RejectReason | null | undefined;
  /** Which of its campaign's topics it is about (C10); as it was when absent. With ACCEPT only. */
  topicId?: string | number | null | undefined;
  /** Needed for MERGE: a problem of the office's area that is not final. */
  mergeIntoId?: string | number | null | undefined;
  /** To whom; absent or empty for the dual-line default (R2): territory leads, industry assists. */
  dispatches?: Array<DispatchInput> | null | undefined;
  /** Computes units and dates of an ACCEPT, changes nothing (试算). */
  dryRun?: boolean;
};

/** What was missing. */
export type SupplementProblemInput = {
  /** The client's own UUIDv7, the event's id. */
  id: string | number;
  /** Which problem. */
  problemId: string | number;
  /** What is added, 1 to 4000 characters. */
  note: string;
  /** At most 9 photos. */
  photos?: Array<PhotoInput>;
};

/** It is taken back. */
export type WithdrawProblemInput = {
  /** Which problem. */
  problemId: string | number;
  /** The version on the screen (R1). */
  expectedVersion: number;
  /** Why. */
  reason: string;
};

/** A unit takes a dispatch. */
export type SignDispatchInput = {
  /** Which dispatch. */
  dispatchId: string | number;
};

/** What was done so far. */
export type ReportProgressInput = {
  /** The client's own UUIDv7, the event's id. */
  id: string | number;
  /** Which dispatch. */
  dispatchId: string | number;
  /** In the unit's words, 1 to 4000 characters. */
  note: string;
  /** At most 9 photos. */
  photos?: Array<PhotoInput>;
};

/** How a unit spoke with the enterprise. */
export type ContactHow =
  /** 电话 */
  | 'PHONE'
  /** 上门 */
  | 'VISIT';

/** That a unit spoke with the enterprise (首次联系). */
export type RecordContactInput = {
  /** The client's own UUIDv7, the event's id. */
  id: string | number;
  /** Which dispatch. */
  dispatchId: string | number;
  /** By telephone or by a visit. */
  how: ContactHow;
  /** What was said, 1 to 4000 characters; the enterprise reads it. */
  note: string;
};

/** A day as a notice on holidays has it (domain 2.10). */
export type WorkDayInput = {
  /** Which day. */
  day: string;
  /** Whether it is off; false is a weekend day that is worked (补班), null takes the exception back. */
  off?: boolean | null | undefined;
  /** Of which festival, at most 20 characters; needed unless off is null. */
  name?: string | null | undefined;
};

/** Days of the working calendar that become others. */
export type ChangeWorkCalendarInput = {
  /** 1 to 250 days. */
  days: Array<WorkDayInput>;
  /** Why, 1 to 200 characters; the events of the problems that move say it. */
  reason: string;
  /** Say what would move and change nothing. */
  dryRun?: boolean;
};

/** Other deadlines for a campaign. */
export type ChangeCampaignPolicyInput = {
  /** Which campaign. */
  campaignId: string | number;
  /** Whose deadlines, such as ZHONGSHAN (domain 2.9). */
  slaPolicyCode: string;
  /** Why, 1 to 200 characters; the events of the problems that move say it. */
  reason: string;
  /** Say what would move and change nothing. */
  dryRun?: boolean;
};

/** A unit's answer. */
export type ReplyDispatchInput = {
  /** The client's own UUIDv7, the event's id. */
  id: string | number;
  /** Which dispatch. */
  dispatchId: string | number;
  /** Whether the unit says it is solved. */
  solved: boolean;
  /** The reply, 1 to 4000 characters. A lead whose co-units have not replied says here why it goes on without them (R2). */
  note: string;
  /** At most 9 photos. */
  photos?: Array<PhotoInput>;
  /** The lead replies although co-units have not (R2). */
  overrideCoUnits?: boolean;
  /** The lead replies although items are open; the note must say why. */
  overrideSubItems?: boolean;
};

/** What the office decides on a reply. */
export type ReviewDecision =
  /** 通过，请企业评价 */
  | 'ACCEPT'
  /** 退回再办 */
  | 'SEND_BACK';

/** A review of the lead's reply. */
export type ReviewReplyInput = {
  /** Which problem. */
  problemId: string | number;
  /** The version on the screen (R1). */
  expectedVersion: number;
  /** What is decided. */
  decision: ReviewDecision;
  /** In the office's words; needed for SEND_BACK. */
  note?: string | null | undefined;
};

/** The enterprise's score. */
export type EvaluateProblemInput = {
  /** Which problem. */
  problemId: string | number;
  /** Whether it is solved. */
  solved: boolean;
  /** How satisfied. */
  grade: Grade;
  /** In its own words, at most 1000 characters. */
  comment?: string | null | undefined;
};

/** Why a unit gives a dispatch back (domain 2.7). */
export type ReturnReason =
  /** 不属本单位职责 */
  | 'NOT_OUR_DUTY'
  /** 不属本辖区 */
  | 'NOT_OUR_AREA'
  /** 已由其他单位办理 */
  | 'HANDLED_ELSEWHERE'
  /** 其他 */
  | 'OTHER';

/** Not ours. */
export type RequestReturnInput = {
  /** The client's own UUIDv7, the request's id. */
  id: string | number;
  /** Which dispatch. */
  dispatchId: string | number;
  /** Why. */
  reasonCode: ReturnReason;
  /** In the unit's words, 1 to 1000 characters. */
  note: string;
  /** Evidence, at most 9 photos. */
  photos?: Array<PhotoInput>;
};

/** The office rules on a return; final (R3). */
export type RuleOnReturnInput = {
  /** Which request. */
  returnRequestId: string | number;
  /** Whether the unit is let off. */
  approve: boolean;
  /** In the office's words. */
  note: string;
  /** To whom instead; absent when another unit takes over the lead or, for a co-unit, nobody does. */
  redispatchTo?: Array<DispatchInput> | null | undefined;
};

/** A unit needs longer (延期, R4). */
export type RequestExtensionInput = {
  /** The client's own UUIDv7, the request's id. */
  id: string | number;
  /** Which dispatch. */
  dispatchId: string | number;
  /** By the end of which day it will be replied to: after the date in force, and a working day where the policy counts those. */
  newDueOn: string;
  /** Why it takes longer, for the office and the enterprise, 1 to 1000 characters. */
  reason: string;
};

/** The office rules on an extension. */
export type RuleOnExtensionInput = {
  /** Which request. */
  extensionRequestId: string | number;
  /** Whether the unit has until that day. */
  approve: boolean;
  /** In the office's words. */
  note: string;
};

/** Cannot be solved in time, followed by a plan (挂账). */
export type RequestLongTermInput = {
  /** The client's own UUIDv7, the request's id. */
  id: string | number;
  /** The lead's dispatch. */
  dispatchId: string | number;
  /** Why it takes long. */
  reason: string;
  /** What is done and when. */
  plan: string;
  /** Until when it is followed, a day after today. */
  until: string;
};

/** The office rules on a long-term plan. */
export type RuleOnLongTermInput = {
  /** Which request. */
  longTermRequestId: string | number;
  /** Whether the clock stops. */
  approve: boolean;
  /** In the office's words. */
  note: string;
};

/** The office gives a unit longer, unasked or once more (R4). */
export type GrantExtensionInput = {
  /** The client's own UUIDv7, the request's id. */
  id: string | number;
  /** Which dispatch: not past its date, not replied to, without a pending request. */
  dispatchId: string | number;
  /** By the end of which day it is to be replied to: as for requestExtension. */
  newDueOn: string;
  /** Why, for the unit and the enterprise, 1 to 1000 characters. */
  reason: string;
};

/** Lists the items that a problem holds. */
export type SplitProblemInput = {
  /** The client's own UUIDv7, the event's id. */
  id: string | number;
  /** Which problem: one that waits for triage, or that units work on. */
  problemId: string | number;
  /** 1 to 50 items, beside those that it has; 50 in all. */
  items: Array<SubItemInput>;
};

/** One item. */
export type SubItemInput = {
  /** What is to be done, 2 to 200 characters. */
  title: string;
  /** A unit that works on the problem; the lead when absent. */
  organizationId?: string | number | null | undefined;
};

/** Strikes an item off. */
export type FinishSubItemInput = {
  /** The client's own UUIDv7, the event's id. */
  id: string | number;
  /** Which item. */
  subItemId: string | number;
  /** What was done, 1 to 1000 characters. */
  note: string;
};

/** Makes a problem confidential, or no longer (涉密). */
export type SetConfidentialInput = {
  /** Which problem. */
  problemId: string | number;
  /** The version on the screen (R1). */
  expectedVersion: number;
  /** Whether only its parties may read it. */
  confidential: boolean;
  /** Why, 1 to 1000 characters. */
  reason: string;
};

/** A long-term problem is handled again. */
export type ResumeHandlingInput = {
  /** The lead's dispatch. */
  dispatchId: string | number;
  /** Why now. */
  note: string;
};

/** How an enterprise was called back (回访, E2). */
export type CallbackHow =
  /** 电话 */
  | 'PHONE'
  /** 上门 */
  | 'VISIT';

/** Which problem a firm scores by a link. */
export type IssueEvaluationLinkInput = {
  /** Which problem. */
  problemId: string | number;
};

/** A callback: after an evaluation that did not come, it closes or redoes the problem (R5, R9); in a 回头看 it upholds or reopens it. */
export type RecordCallbackInput = {
  /** The client's own UUIDv7, the callback's id. */
  id: string | number;
  /** Which problem. */
  problemId: string | number;
  /** The 回头看 in which the closed problem was drawn; absent for a score that did not come. */
  sampleId?: string | number | null | undefined;
  /** How. */
  how: CallbackHow;
  /** Whether somebody was reached; otherwise nothing moves. */
  reached: boolean;
  /** Whether the enterprise says it is solved; needed when reached. */
  solved?: boolean | null | undefined;
  /** How satisfied it is; absent when it does not say: that is not satisfied (R9). */
  grade?: Grade | null | undefined;
  /** Who of the enterprise spoke, at most 60 characters; handling units do not read it. */
  spokeWith?: string | null | undefined;
  /** What was said. */
  note: string;
};

/** A closed problem starts again (回头看, E2). */
export type ReopenProblemInput = {
  /** Which problem. */
  problemId: string | number;
  /** The version on the screen (R1). */
  expectedVersion: number;
  /** Why. */
  reason: string;
};

/** Kinds of meetings (会议类型). */
export type MeetingKind =
  /** 交办协调会 (D17) */
  | 'DISPATCH'
  /** 会商 (D10) */
  | 'CONSULT'
  /** 现场办公会 (D10) */
  | 'ON_SITE'
  /** 政府常务会 (D7) */
  | 'GOVERNMENT'
  /** 党委常委会 (D7) */
  | 'PARTY_COMMITTEE'
  /** 专题会 (D7) */
  | 'SPECIAL';

/** Whether a meeting was held. */
export type MeetingStatus =
  /** 待召开 */
  | 'PLANNED'
  /** 已召开 */
  | 'HELD';

/** Whether a decision is carried out. */
export type DecisionStatus =
  /** 落实中 */
  | 'OPEN'
  /** 已落实 */
  | 'DONE';

/** Which decisions; all members must hold. */
export type DecisionFilter = {
  /** Carried out, or not yet. */
  status?: Array<DecisionStatus> | null | undefined;
  /** Past its day and not carried out, or not. */
  overdue?: boolean | null | undefined;
};

/** Which open problems fill an agenda; what is absent does not narrow. */
export type AgendaFilter = {
  /** In this division or below, which lies in the reader's area. */
  divisionCode: string;
  /** Handled at this level. */
  level?: Level | null | undefined;
  /** About one of these. */
  category?: Array<ProblemCategory> | null | undefined;
  /** To be solved in this way. */
  route?: ResolutionRoute | null | undefined;
  /** Past its date and unanswered, or not. */
  overdue?: boolean | null | undefined;
};

/** A meeting that will be held. */
export type PlanMeetingInput = {
  /** The client's own UUIDv7. */
  id: string | number;
  /** What kind of meeting. */
  kind: MeetingKind;
  /** What it is called, 2 to 100 characters. */
  title: string;
  /** When. */
  heldAt: string;
  /** Who presides, in words, at most 100 characters. */
  host?: string | null | undefined;
  /** The agenda in order: at most 50 open problems that the reader sees. */
  problemIds?: Array<string | number>;
  /** Fills the agenda instead, with at most 50 problems: what is overdue first, then by due date. INVALID beside problemIds. */
  filter?: AgendaFilter | null | undefined;
};

/** Another agenda. */
export type ArrangeAgendaInput = {
  /** Of which meeting; it was not held yet. */
  meetingId: string | number;
  /** The agenda in order: at most 50 open problems that the reader sees. */
  problemIds: Array<string | number>;
};

/** What a meeting decided. */
export type DecideAtMeetingInput = {
  /** The client's own UUIDv7: of a planned meeting, or of a new one. */
  id: string | number;
  /** What kind of meeting. */
  kind: MeetingKind;
  /** When it was held. */
  heldAt: string;
  /** What it is called, 2 to 100 characters. */
  title: string;
  /** Who presided, in words, at most 100 characters. */
  host?: string | null | undefined;
  /** The minutes, at most 4000 characters. */
  minutes?: string | null | undefined;
  /** 1 to 50, no problem twice; taken together or not at all. */
  decisions: Array<DecisionInput>;
};

/** What was decided about one problem. */
export type DecisionInput = {
  /** About which problem that is not final; instead of newProblem. */
  problemId?: string | number | null | undefined;
  /** A problem that came up at the meeting; it is reported and decided at once. */
  newProblem?: NewProblemInput | null | undefined;
  /** The version on the screen (R1); whatever it is when absent. */
  expectedVersion?: number | null | undefined;
  /** What was decided, 1 to 4000 characters. */
  text: string;
  /** How the problem is to be solved; as it was when absent. */
  route?: ResolutionRoute | null | undefined;
  /** How hard it is; with dispatches only. */
  complexity?: Complexity | null | undefined;
  /** Hands out a problem that awaits triage, or that no unit leads any more; CONFLICT for others. FORBIDDEN for leaders. Empty to record the decision alone. */
  dispatches?: Array<DispatchInput>;
  /** By which day it is to be carried out, not before today. */
  dueOn?: string | null | undefined;
};

/** A problem that came up at a meeting; of an office it comes in as UPPER_LEVEL, of a leader as LEADER_RESEARCH. */
export type NewProblemInput = {
  /** The client's own UUIDv7. */
  id: string | number;
  /** Whose problem. */
  enterpriseId: string | number;
  /** One line, 2 to 60 characters. */
  title: string;
  /** What is the matter, 2 to 4000 characters. */
  description: string;
  /** What it is about. */
  category: ProblemCategory;
};

/** A decision that was carried out. */
export type CompleteDecisionInput = {
  /** Which. */
  decisionId: string | number;
  /** What was done, 1 to 4000 characters. */
  note: string;
};

/** What kind of meeting with enterprises (C2–C4). Problems raised there have the channel of its name; those of BREAKFAST and ENTREPRENEUR_DAY have OPEN_DAY. */
export type ReceptionKind =
  /** 企业家接待日 */
  | 'RECEPTION_DAY'
  /** 民营企业家沙龙 */
  | 'SALON'
  /** 座谈会 */
  | 'SYMPOSIUM'
  /** 企业开放日 */
  | 'OPEN_DAY'
  /** 民营企业早餐会 */
  | 'BREAKFAST'
  /** 企业家日 */
  | 'ENTREPRENEUR_DAY';

/** What became of an event. */
export type ReceptionStatus =
  /** 待举行 */
  | 'PLANNED'
  /** 已举行 */
  | 'HELD'
  /** 已取消 */
  | 'CANCELLED';

/** Which events; all members must hold. */
export type ReceptionEventFilter = {
  /** One of these kinds. */
  kind?: Array<ReceptionKind> | null | undefined;
  /** Of this division or below. */
  divisionCode?: string | null | undefined;
  /** One of these. */
  status?: Array<ReceptionStatus> | null | undefined;
  /** true: still to come; false: begun, held or cancelled. */
  upcoming?: boolean | null | undefined;
};

/** In which order. */
export type ReceptionOrder =
  /** The latest first, so those to come before those that were. */
  | 'LATEST'
  /** The soonest first. */
  | 'SOONEST';

/** An event to plan. */
export type SaveReceptionEventInput = {
  /** The client's own UUIDv7. */
  id: string | number;
  /** What kind. */
  kind: ReceptionKind;
  /** Its title, 2 to 60 characters. */
  title: string;
  /** Whose enterprises may sign up; the office's own division when absent. */
  divisionCode?: string | null | undefined;
  /** When it begins: within two years from now. */
  startsAt: string;
  /** Where, 1 to 100 characters. */
  place: string;
  /** Who receives, 1 to 60 characters. */
  host: string;
};

/** What became of an event. */
export type ReceptionOutcome =
  /** 已举行 */
  | 'HELD'
  /** 取消 */
  | 'CANCELLED'
  /** 改期 */
  | 'MOVED';

/** What became of an event. */
export type SettleReceptionEventInput = {
  /** Which event. */
  receptionEventId: string | number;
  /** What. */
  outcome: ReceptionOutcome;
  /** With MOVED, the new time: within two years from now. */
  startsAt?: string | null | undefined;
  /** Why, or how it went; at most 1000 characters. */
  note?: string | null | undefined;
};

/** An enterprise comes. */
export type SignUpForReceptionInput = {
  /** The client's own UUIDv7. */
  id: string | number;
  /** To which event. */
  receptionEventId: string | number;
  /** What it wants to raise, 2 to 2000 characters. */
  question: string;
};

/** A sign-up to take back. */
export type WithdrawFromReceptionInput = {
  /** Which sign-up. */
  signUpId: string | number;
};

/** Problems to hand out together. */
export type DispatchBatchInput = {
  /** The client's own UUIDv7. */
  id: string | number;
  /** Number for people, 1 to 40 characters, once in a division. */
  number: string;
  /** The date on its paper, at most 30 days before or after today. */
  date: string;
  /** The level that handles its problems. */
  level: Level;
  /** 1 to 250 problems, each once. */
  items: Array<DispatchBatchItemInput>;
};

/** One problem of a batch. */
export type DispatchBatchItemInput = {
  /** Which problem: one that waits for triage, or for a new lead. */
  problemId: string | number;
  /** The version on the screen (R1); whatever it is when absent. */
  expectedVersion?: number | null | undefined;
  /** How hard it is; SIMPLE when absent. */
  complexity?: Complexity | null | undefined;
  /** In the office's words, at most 4000 characters. */
  note?: string | null | undefined;
  /** To whom; absent or empty for the dual-line default (R2). */
  dispatches?: Array<DispatchInput> | null | undefined;
};

/** How hard a unit is pressed, the mildest first (6.3, domain 2.7). */
export type SupervisionKind =
  /** 提醒: the date is near */
  | 'REMIND'
  /** 催办: the date has come */
  | 'URGE'
  /** 督办: the office and the supervisors look */
  | 'SUPERVISE'
  /** 提级督办: the level above looks, too; forced at the third round and the third return (R5) */
  | 'ESCALATED'
  /** 列入督办清单: on the supervisors' list */
  | 'LISTED'
  /** 问责记录: a fact for appraisal (A17) */
  | 'ACCOUNTABILITY';

/** Where a supervision order stands. */
export type SupervisionStatus =
  /** 待回复: the unit has not answered */
  | 'WAITING'
  /** 已回复 */
  | 'REPLIED'
  /** 已告知: a reminder or a kept fact without a day for an answer */
  | 'TOLD'
  /** 已失效: the unit does not handle the problem any more and did not answer */
  | 'LAPSED';

/** Which supervision orders; all members must hold. */
export type SupervisionOrderFilter = {
  /** About problems in this division or below. */
  divisionCode?: string | null | undefined;
  /** Addressed to this unit. */
  organizationId?: string | number | null | undefined;
  /** Of one of these kinds. */
  kind?: Array<SupervisionKind> | null | undefined;
  /** Standing in one of these. */
  status?: Array<SupervisionStatus> | null | undefined;
  /** Issued by the system, or by people. */
  bySystem?: boolean | null | undefined;
  /** Whose answer is late or was, or was not. */
  replyOverdue?: boolean | null | undefined;
};

/** A problem goes to another level. */
export type EscalateProblemInput = {
  /** Which problem. */
  problemId: string | number;
  /** The version on the screen (R1). */
  expectedVersion: number;
  /** The level that handles it from now on: higher (提级) or lower (下交). */
  toLevel: Level;
  /** Why; 1 to 1000 characters. */
  reason: string;
};

/** What people may issue; the other kinds follow from rules. */
export type SuperviseKind =
  /** 提醒 */
  | 'REMIND'
  /** 催办 */
  | 'URGE'
  /** 督办 */
  | 'SUPERVISE'
  /** 问责记录: by an office alone */
  | 'ACCOUNTABILITY';

/** Presses the unit that leads a problem, or keeps a fact about it. */
export type SuperviseInput = {
  /** The client's own UUIDv7, the order's id. */
  id: string | number;
  /** Which problem. */
  problemId: string | number;
  /** How hard. */
  kind: SuperviseKind;
  /** Why, and what is asked; 1 to 1000 characters. */
  note: string;
  /** The day by whose end the unit answers, today or later. */
  replyBy?: string | null | undefined;
};

/** A unit's one answer to an order. */
export type ReplySupervisionInput = {
  /** Which order. */
  supervisionOrderId: string | number;
  /** What was done and will be; 1 to 4000 characters. */
  note: string;
};

/** What is printed of a problem (三单制 and 督办单, domain 2.2, D12). */
export type DocumentKind =
  /** 交办单: one for each unit that it was handed to */
  | 'DISPATCH_NOTE'
  /** 办理反馈单: one for each unit that signed */
  | 'PROGRESS_NOTE'
  /** 销号单: one each time that it was closed */
  | 'CLOSURE_NOTE'
  /** 督办单: one for each supervision order */
  | 'SUPERVISION_ORDER';

/** Texts of a kind of document. */
export type SaveDocumentTemplateInput = {
  /** Of which document. */
  kind: DocumentKind;
  /** For which area and those below that have none of their own; the office's own when absent. */
  divisionCode?: string | null | undefined;
  /** What it is called, 1 to 20 characters. */
  name: string;
  /** Its heading, 1 to 60 characters. */
  heading: string;
  /** How its number is made, 1 to 60 characters; must name {编号} and {序号}. */
  numbering: string;
  /** What stands before its facts, at most 500 characters; nothing when absent. */
  intro?: string | null | undefined;
  /** What stands below them, at most 500 characters; nothing when absent. */
  footer?: string | null | undefined;
};

/** Where a receipt of a unit stands in its reconciliation. */
export type ReconciliationStanding =
  /** 待签收 */
  | 'WAITING_SIGNATURE'
  /** 在办 */
  | 'HANDLING'
  /** 已答复 */
  | 'REPLIED'
  /** 办结 */
  | 'CLOSED'
  /** 退单 */
  | 'RETURNED'
  /** 取消: not in received */
  | 'CANCELLED';

/** Which dispatches; all members must hold. */
export type DispatchFilter = {
  /** Of a problem in this division or below. */
  divisionCode?: string | null | undefined;
  /** To this unit. */
  organizationId?: string | number | null | undefined;
  /** Handed out on this day or later, in Asia/Shanghai. */
  from?: string | null | undefined;
  /** Handed out on this day or before. */
  to?: string | null | undefined;
  /** Standing in one of these in the unit's reconciliation. */
  standing?: Array<ReconciliationStanding> | null | undefined;
  /** Not replied to and past its date, or not. */
  overdue?: boolean | null | undefined;
};

/** An office sends a group, or changes it; divisions and members are replaced. */
export type SaveSupervisionGroupInput = {
  /** The client's own UUIDv7, the group's id. */
  id: string | number;
  /** 2 to 60 characters. */
  name: string;
  /** Codes of where it goes, in the office's area. */
  divisions: Array<string>;
  /** Supervisors who are of it. */
  members: Array<string | number>;
  /** From which day. */
  startsOn: string;
  /** To which day; absent while it is open. */
  endsOn?: string | null | undefined;
};

/** A group plans a trip, or changes it. */
export type SaveSupervisionTripInput = {
  /** The client's own UUIDv7, the trip's id. */
  id: string | number;
  /** Whose trip. */
  groupId: string | number;
  /** Where to, in the area of the group. */
  divisionCode: string;
  /** Its first day. */
  from: string;
  /** Its last day. */
  to: string;
  /** What for; 1 to 1000 characters. */
  purpose: string;
  /** Whether it is over. */
  done?: boolean;
  /** What came of it; needed when it is over. */
  summary?: string | null | undefined;
};

/** What a group found; about exactly one of enterprise, unit and problem. */
export type RecordFindingInput = {
  /** The client's own UUIDv7, the finding's id. */
  id: string | number;
  /** On which trip. */
  tripId: string | number;
  /** The enterprise. */
  enterpriseId?: string | number | null | undefined;
  /** The unit. */
  organizationId?: string | number | null | undefined;
  /** The problem. */
  problemId?: string | number | null | undefined;
  /** What was found; 1 to 2000 characters. */
  text: string;
};

/** A finding as the problem that it becomes. */
export type RaisedProblemInput = {
  /** The client's own UUIDv7, the problem's id. */
  id: string | number;
  /** Which enterprise; that of the finding when it is about one. */
  enterpriseId?: string | number | null | undefined;
  /** One line, 2 to 60 characters. */
  title: string;
  /** What is the matter, 2 to 4000 characters. */
  description: string;
  /** What the enterprise asks for, at most 1000 characters. */
  demand?: string | null | undefined;
  /** What it is about. */
  category: ProblemCategory;
  /** Whether only its parties may read it. */
  confidential?: boolean;
};

/** A finding as the order that it becomes. */
export type RaisedOrderInput = {
  /** The client's own UUIDv7, the order's id. */
  id: string | number;
  /** About which problem; that of the finding when it is about one. */
  problemId?: string | number | null | undefined;
  /** How hard. */
  kind: SuperviseKind;
  /** Why, and what is asked; 1 to 1000 characters. */
  note: string;
  /** The day by whose end the unit answers, today or later. */
  replyBy?: string | null | undefined;
};

/** A finding becomes a problem or an order: exactly one of them. */
export type RaiseFindingInput = {
  /** Which finding. */
  findingId: string | number;
  /** The problem. */
  problem?: RaisedProblemInput | null | undefined;
  /** The order. */
  order?: RaisedOrderInput | null | undefined;
};

/** Which logs; all members must hold. */
export type ResidentLogFilter = {
  /** In this division or below. */
  divisionCode?: string | null | undefined;
  /** At this enterprise. */
  enterpriseId?: string | number | null | undefined;
  /** Written by the reader. */
  mine?: boolean | null | undefined;
  /** Of this day or later. */
  from?: string | null | undefined;
  /** Of this day or before. */
  to?: string | null | undefined;
};

/** What a list of resident cadres' rules holds (A13). */
export type ResidentChecklistKind =
  /** 工作职责 */
  | 'DUTY'
  /** 工作纪律 */
  | 'DISCIPLINE';

/** A day at an enterprise, as the phone captured it. */
export type WriteResidentLogInput = {
  /** The client's own UUIDv7. */
  id: string | number;
  /** Where the cadre lives. */
  enterpriseId: string | number;
  /** Which day: today or one of the 30 before. */
  day: string;
  /** What was done and seen, 2 to 4000 characters. */
  text: string;
  /** Hours spent there, above 0 to 24. */
  hours?: number | null | undefined;
  /** Which duties were done, in the words of the list: at most 30, each 2 to 200 characters. */
  duties?: Array<string>;
  /** When, by the phone's clock. */
  capturedAt: string;
};

/** A list of duties or disciplines to save. */
export type SaveResidentChecklistInput = {
  /** Duties or disciplines. */
  kind: ResidentChecklistKind;
  /** Whose; the office's own division when absent. */
  divisionCode?: string | null | undefined;
  /** Its items: at most 30, each 2 to 200 characters. None: the list of the next area above holds again. */
  items: Array<string>;
};

/** How a policy's benefit is got (F4). */
export type PolicyApplyMode =
  /** 免申即享: without applying */
  | 'NO_APPLICATION'
  /** 即申即享: at once when applied for */
  | 'INSTANT'
  /** 申报享受: applied for and examined */
  | 'NORMAL';

/** Which policies; all members must hold. */
export type PolicyFilter = {
  /** For enterprises of this division: of it or of one that holds it. */
  divisionCode?: string | null | undefined;
  /** For one of these industries, or for every one. */
  sector?: Array<Sector> | null | undefined;
  /** Got in one of these ways. */
  applyMode?: Array<PolicyApplyMode> | null | undefined;
  /** Whose title, issuer or number contains this. */
  text?: string | null | undefined;
  /** Run out, or not. */
  expired?: boolean | null | undefined;
  /** Taken out of the book, or not. */
  withdrawn?: boolean | null | undefined;
};

/** What the book says of a policy. */
export type PolicyContentInput = {
  /** Its title, 2 to 120 characters. */
  title: string;
  /** Who issued it, 2 to 100 characters. */
  issuer: string;
  /** Its number, at most 60 characters. */
  documentNumber?: string | null | undefined;
  /** When it was issued. */
  issuedOn: string;
  /** The last day on which it holds. */
  validTo?: string | null | undefined;
  /** Which industries it is for; none: every one. */
  sectors?: Array<Sector>;
  /** What there is to get, in words, at most 200 characters. */
  amount?: string | null | undefined;
  /** How it is got. */
  applyMode: PolicyApplyMode;
  /** A number to call, at most 30 characters. */
  phone?: string | null | undefined;
  /** Where the original stands: http or https, at most 500 characters. */
  url?: string | null | undefined;
  /** At most 50. */
  clauses?: Array<PolicyClauseInput>;
};

/** A clause of a policy. */
export type PolicyClauseInput = {
  /** In a few words, 1 to 60 characters. */
  heading: string;
  /** What it says, 2 to 2000 characters. */
  text: string;
  /** Its own place in the original: http or https, at most 500 characters. */
  url?: string | null | undefined;
};

/** A policy for the book of an area. */
export type PublishPolicyInput = {
  /** The client's own UUIDv7. */
  id: string | number;
  /** Whose enterprises it is for; the office's own division when absent. */
  divisionCode?: string | null | undefined;
  /** What the book says of it. */
  content: PolicyContentInput;
};

/** What the book says of a policy from now on. */
export type ChangePolicyInput = {
  /** Which policy. */
  policyId: string | number;
  /** Its version as the office saw it. */
  expectedVersion: number;
  /** The whole of what the book says. */
  content: PolicyContentInput;
};

/** A policy to take out of the book. */
export type WithdrawPolicyInput = {
  /** Which policy. */
  policyId: string | number;
  /** Its version as the office saw it. */
  expectedVersion: number;
  /** Why, 2 to 500 characters. */
  reason: string;
};

/** What a sample draws evenly. */
export type SampleKind =
  /** 随机企业: at most one problem of an enterprise while there are enterprises left */
  | 'ENTERPRISE'
  /** 随机问题: every problem with the same chance */
  | 'PROBLEM';

/** A sample to draw. */
export type DrawSampleInput = {
  /** The client's own UUIDv7, the sample's id. */
  id: string | number;
  /** What is drawn evenly. */
  kind?: SampleKind;
  /** From this division and below. */
  divisionCode: string;
  /** Of problems that this unit led; absent for all. */
  organizationId?: string | number | null | undefined;
  /** The first day of closing. */
  from: string;
  /** The last day of closing. */
  to: string;
  /** How many, 1 to 250. */
  size: number;
  /** At most 64 characters, or a whole number; absent: the server makes one, which is harder to doubt. */
  seed?: string | number | null | undefined;
};

/** What the rows of a statistic are. */
export type StatisticsGroup =
  /** The units one level below (分地区). */
  | 'DIVISION'
  /** The leading unit (分单位). */
  | 'ORGANIZATION'
  /** 分类别 */
  | 'CATEGORY'
  /** 分行业 */
  | 'SECTOR'
  /** 分渠道 */
  | 'CHANNEL'
  /** 分状态 */
  | 'STATUS'
  /** By the level that handles it (分层级). */
  | 'LEVEL'
  /** By the level that handed it down (分交办层级, E5). */
  | 'ASSIGNED_BY_LEVEL'
  /** 分活动 */
  | 'CAMPAIGN'
  /** By day, of Asia/Shanghai (按日). The key is the day, as 2026-11-22. */
  | 'DAY'
  /** By week from Monday (按周). The key is the Monday. */
  | 'WEEK'
  /** By month (按月). The key is its first day. */
  | 'MONTH';

/**
 * What statistics measure (指标, domain 2.8); `measures` gives each its formula. Every number has behind it exactly the problems that
 * `problems(filter: {counted: …})` lists, or for VISIT_COVERAGE the enterprises.
 */
export type StatisticsMeasure =
  /** 上报 */
  | 'REPORTED'
  /** 受理 */
  | 'ACCEPTED'
  /** 化解 */
  | 'SOLVED'
  /** 销号 */
  | 'CLOSED'
  /** 在办 */
  | 'OPEN'
  /** 超期 */
  | 'OVERDUE'
  /** 化解率 */
  | 'RESOLUTION_RATE'
  /** 办结率 */
  | 'CLOSING_RATE'
  /** 按时办结率 */
  | 'ON_TIME_RATE'
  /** 及时签收率 */
  | 'SIGN_RATE'
  /** 响应率 */
  | 'RESPONSE_RATE'
  /** 退单率 */
  | 'RETURN_RATE'
  /** 重办率 */
  | 'REDO_RATE'
  /** 延期率 */
  | 'EXTENSION_RATE'
  /** 满意率 */
  | 'SATISFACTION_RATE'
  /** 满意率（不含基本满意） */
  | 'FULL_SATISFACTION_RATE'
  /** 抽查满意率 */
  | 'SAMPLED_SATISFACTION_RATE'
  /** 评价率 */
  | 'EVALUATION_RATE'
  /** 走访覆盖率 */
  | 'VISIT_COVERAGE';

/** What a statistic is narrowed to; null members narrow nothing. */
export type StatisticsFilter = {
  /** First day, of Asia/Shanghai: of the report, the acceptance, the due date, the dispatch, the callback or the check-in, as each measure's formula says. */
  from?: string | null | undefined;
  /** Last day, included; INVALID before from. */
  to?: string | null | undefined;
  /** Of this campaign. */
  campaignId?: string | number | null | undefined;
  /** Led by this unit; of dispatches, handed to it. */
  organizationId?: string | number | null | undefined;
  /** Of enterprises along this industry chain (A16). */
  chainId?: string | number | null | undefined;
  /** Of enterprises of these industries. */
  sector?: Array<Sector> | null | undefined;
  /** About one of these. */
  category?: Array<ProblemCategory> | null | undefined;
  /** That came in so. */
  channel?: Array<ProblemChannel> | null | undefined;
  /** Handled at one of these levels. */
  level?: Array<Level> | null | undefined;
  /** Handed down by one of these levels (E5). */
  assignedByLevel?: Array<Level> | null | undefined;
};

/** Which of a rate's numbers. */
export type RatePart =
  /** 分子 */
  | 'NUMERATOR'
  /** 分母 */
  | 'DENOMINATOR';

/** One number of a statistic, by what the statistic was asked for and the row it stands in: a filter to exactly the cases that it counts. */
export type CountedInput = {
  /** The statistic's division. */
  divisionCode: string;
  /** The statistic's groups; null for its total. */
  groupBy?: StatisticsGroup | null | undefined;
  /** The row's key; null for its total. */
  key?: string | null | undefined;
  /** The statistic's filter. */
  filter?: StatisticsFilter | null | undefined;
  /** Which measure. */
  measure: StatisticsMeasure;
  /** Which of its numbers; a plain number has one alone. */
  part?: RatePart;
};

export type BatchesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type BatchesQuery = { dispatchBatches: { totalCount: number, nodes: Array<{ id: string, number: string, date: string, level: Level, total: number, open: number, closed: number, overdue: number, division: { code: string, name: string }, units: Array<{ id: string, total: number, open: number, organization: { id: string, name: string } }> }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type DispatchBatchMutationVariables = Exact<{
  input: DispatchBatchInput;
}>;


export type DispatchBatchMutation = { dispatchBatch: { batch: { id: string, number: string, total: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type CadresQueryVariables = Exact<{
  filter?: CadreFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type CadresQuery = { cadres: { totalCount: number, nodes: Array<{ id: string, name: string, rank: CadreRank | null, phone: string | null, enterpriseCount: number, organization: { id: string, name: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type CadreCountsQueryVariables = Exact<{
  text?: string | null | undefined;
}>;


export type CadreCountsQuery = { all: { totalCount: number }, leader: { totalCount: number }, section: { totalCount: number }, staff: { totalCount: number } };

export type ChainsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ChainsQuery = { industryChains: { totalCount: number, nodes: Array<{ id: string, name: string, mine: boolean, enterpriseCount: number, openProblemCount: number, overdueProblemCount: number, division: { code: string, name: string }, department: { id: string, name: string }, heads: Array<{ id: string, name: string }> }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type ChainQueryVariables = Exact<{
  id: string | number;
}>;


export type ChainQuery = { industryChain: { id: string, name: string, mine: boolean, enterpriseCount: number, openProblemCount: number, overdueProblemCount: number, division: { code: string, name: string }, department: { id: string, name: string }, heads: Array<{ id: string, name: string, organization: { id: string, name: string } | null }>, liaison: { id: string, scope: LiaisonScope, name: string, post: string | null, phone: string, chain: { id: string, name: string } | null, organization: { id: string, name: string } | null } | null } | null };

export type ChainProblemsQueryVariables = Exact<{
  filter?: ProblemFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type ChainProblemsQuery = { problems: { totalCount: number, nodes: Array<{ id: string, number: string, title: string, statusText: string, lamp: Lamp | null, dueAt: string | null, dueText: string | null, enterprise: { id: string, name: string } | null, leadOrganization: { id: string, name: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type ChainEnterprisesQueryVariables = Exact<{
  chainId: string | number;
  first: number;
  after?: string | null | undefined;
}>;


export type ChainEnterprisesQuery = { enterprises: { totalCount: number, nodes: Array<{ id: string, name: string, openProblemCount: number, lamp: Lamp | null, division: { code: string, name: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type FindChainDepartmentsQueryVariables = Exact<{
  divisionCode: string;
}>;


export type FindChainDepartmentsQuery = { organizations: { nodes: Array<{ id: string, name: string }> } };

export type FindFirmsQueryVariables = Exact<{
  text: string;
  divisionCode: string;
}>;


export type FindFirmsQuery = { enterprises: { nodes: Array<{ id: string, name: string, division: { code: string, name: string }, chains: Array<{ id: string }> }> } };

export type SaveIndustryChainMutationVariables = Exact<{
  input: SaveIndustryChainInput;
}>;


export type SaveIndustryChainMutation = { saveIndustryChain: { industryChain: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ArrangeChainMembersMutationVariables = Exact<{
  input: ArrangeChainMembersInput;
}>;


export type ArrangeChainMembersMutation = { arrangeChainMembers: { industryChain: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type WorkCalendarQueryVariables = Exact<{
  year: number;
}>;


export type WorkCalendarQuery = { workCalendar: Array<{ day: string, off: boolean, name: string }> };

export type PoliciesQueryVariables = Exact<{ [key: string]: never; }>;


export type PoliciesQuery = { campaigns: Array<{ id: string, name: string, startsOn: string, endsOn: string | null, slaPolicyCode: string, policyChangeable: boolean, division: { code: string, name: string } }>, slaPolicies: Array<{ code: string, name: string, source: string, officeOpen: string, officeClose: string, objectDays: number, rulingDays: number, extendDays: number, extensions: number, extensionDays: number, answerDays: number, steps: Array<{ timer: SlaTimer, complexity: Complexity, text: string }> }> };

export type PolicyFragment = { code: string, name: string, source: string, officeOpen: string, officeClose: string, objectDays: number, rulingDays: number, extendDays: number, extensions: number, extensionDays: number, answerDays: number, steps: Array<{ timer: SlaTimer, complexity: Complexity, text: string }> };

export type MovedFragment = { number: string, organizationName: string, role: DispatchRole, oldDueAt: string, newDueAt: string, dueReason: string };

export type ChangeWorkCalendarMutationVariables = Exact<{
  input: ChangeWorkCalendarInput;
}>;


export type ChangeWorkCalendarMutation = { changeWorkCalendar: { count: number, moved: Array<{ number: string, organizationName: string, role: DispatchRole, oldDueAt: string, newDueAt: string, dueReason: string }>, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ChangeCampaignPolicyMutationVariables = Exact<{
  input: ChangeCampaignPolicyInput;
}>;


export type ChangeCampaignPolicyMutation = { changeCampaignPolicy: { count: number, moved: Array<{ number: string, organizationName: string, role: DispatchRole, oldDueAt: string, newDueAt: string, dueReason: string }>, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type DeskProblemsQueryVariables = Exact<{
  filter?: ProblemFilter | null | undefined;
  orderBy: ProblemOrder;
  first: number;
  after?: string | null | undefined;
}>;


export type DeskProblemsQuery = { problems: { totalCount: number, nodes: Array<{ id: string, number: string, version: number, title: string, level: Level, statusText: string, lamp: Lamp | null, dueAt: string | null, dueText: string | null, category: ProblemCategory, channel: ProblemChannel, round: number, escalationLevel: SupervisionKind | null, submittedAt: string, allowedActions: Array<ProblemAction>, enterprise: { id: string, name: string } | null, reporter: { id: string, name: string } | null, leadOrganization: { id: string, name: string } | null, dispatches: Array<{ id: string, line: DispatchLine, role: DispatchRole, round: number, dispatchedAt: string, dueAt: string, dueText: string | null, lamp: Lamp | null, statusText: string, organization: { id: string } }> }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type DeskProblemQueryVariables = Exact<{
  id: string | number;
}>;


export type DeskProblemQuery = { problem: { id: string, number: string, title: string, description: string, demand: string | null, category: ProblemCategory, channel: ProblemChannel, level: Level, complexity: Complexity | null, confidential: boolean, statusText: string, lamp: Lamp | null, dueAt: string | null, dueText: string | null, dueReason: string | null, round: number, version: number, solved: boolean | null, capturedAt: string, submittedAt: string, photosExpected: number, photosReceived: number, allowedActions: Array<ProblemAction>, resolutionRoute: ResolutionRoute | null, longTermPassed: boolean, rejectReason: RejectReason | null, instructions: Array<{ id: string, text: string, at: string, answered: boolean, leader: { id: string, name: string } | null, answer: { id: string, at: string, note: string | null } | null }>, decisions: Array<{ id: string, text: string, dueOn: string | null, status: DecisionStatus, doneNote: string | null, decidedAt: string, meeting: { id: string, title: string } }>, division: { code: string, name: string }, park: { id: string, name: string } | null, enterprise: { id: string, name: string, sector: Sector | null, isDemo: boolean, openProblemCount: number, contacts: Array<{ id: string, name: string, post: string | null, phone: string }> } | null, campaign: { id: string, topics: Array<{ id: string, name: string }> } | null, topic: { id: string, name: string } | null, reporter: { id: string, name: string } | null, visit: { id: string, checkInResult: CheckInResult, distance: number | null } | null, dispatches: Array<{ id: string, round: number, line: DispatchLine, role: DispatchRole, status: DispatchStatus, statusText: string, lamp: Lamp | null, dispatchedAt: string, signDueAt: string | null, signDueText: string | null, contactDueAt: string | null, contactDueText: string | null, contactedAt: string | null, progressDueAt: string | null, progressDueText: string | null, progressedAt: string | null, dueAt: string, dueText: string | null, dueReason: string, firstDueAt: string, signedAt: string | null, repliedAt: string | null, solved: boolean | null, reply: string | null, organization: { id: string, name: string } }>, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean, missingSince: string | null, takenAt: string | null }>, events: { nodes: Array<{ id: string, kind: ProblemEventKind, kindText: string, at: string, version: number, note: string | null, actorRole: Role, actor: { id: string, name: string } | null, organization: { id: string, name: string } | null, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean, missingSince: string | null }> }> }, callbacks: Array<{ id: string, how: CallbackHow, reached: boolean, solved: boolean | null, grade: Grade | null, note: string, spokeWith: string | null, redo: boolean, at: string, caller: { id: string, name: string } | null, sample: { id: string } | null }>, evaluation: { solved: boolean, grade: Grade, comment: string | null, byLink: boolean } | null, batch: { id: string, number: string } | null, subItems: Array<{ id: string, position: number, title: string, status: SubItemStatus, note: string | null, organization: { id: string, name: string } | null }>, longTermPlan: { id: string, plan: string | null, until: string | null } | null, pendingRequests: Array<{ id: string, kind: HandlingRequestKind, late: boolean, ruleText: string | null, reason: string, plan: string | null, until: string | null, newDueOn: string | null, requestedAt: string, dispatch: { id: string, line: DispatchLine, role: DispatchRole, dueAt: string, organization: { id: string, name: string } } }>, mergedInto: { id: string, number: string } | null } | null };

export type OfficeCountsQueryVariables = Exact<{
  own?: Array<Level> | Level | null | undefined;
  below?: Array<Level> | Level | null | undefined;
  above?: Array<Level> | Level | null | undefined;
}>;


export type OfficeCountsQuery = { toTriage: { totalCount: number }, below: { totalCount: number }, above: { totalCount: number }, toReview: { totalCount: number }, toRule: { totalCount: number }, toCall: { totalCount: number } };

export type HandlerCountsQueryVariables = Exact<{ [key: string]: never; }>;


export type HandlerCountsQuery = { toSign: { totalCount: number }, handling: { totalCount: number }, pressing: { totalCount: number } };

export type LampCountsQueryVariables = Exact<{
  divisionCode?: string | null | undefined;
}>;


export type LampCountsQuery = { red: { totalCount: number }, yellow: { totalCount: number }, green: { totalCount: number }, longTerm: { totalCount: number } };

export type DeskDivisionsQueryVariables = Exact<{ [key: string]: never; }>;


export type DeskDivisionsQuery = { divisions: Array<{ code: string, name: string, children: Array<{ code: string, name: string }> }> };

export type TopicsQueryVariables = Exact<{ [key: string]: never; }>;


export type TopicsQuery = { campaigns: Array<{ id: string, name: string, topics: Array<{ id: string, name: string }> }> };

export type AreaBelowQueryVariables = Exact<{
  code: string | number;
}>;


export type AreaBelowQuery = { division: { code: string, children: Array<{ code: string, name: string }> } | null };

export type FindOrganizationsQueryVariables = Exact<{
  filter?: OrganizationFilter | null | undefined;
  first: number;
}>;


export type FindOrganizationsQuery = { organizations: { nodes: Array<{ id: string, name: string, kind: OrganizationKind, division: { code: string, name: string } }> } };

export type TriageProblemMutationVariables = Exact<{
  input: TriageProblemInput;
}>;


export type TriageProblemMutation = { triageProblem: { problem: { id: string, version: number } | null, preview: Array<{ organizationId: string, organizationName: string, line: DispatchLine, role: DispatchRole, signDueAt: string | null, contactDueAt: string | null, progressDueAt: string | null, dueAt: string, dueReason: string }> | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type SignDispatchMutationVariables = Exact<{
  input: SignDispatchInput;
}>;


export type SignDispatchMutation = { signDispatch: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type RequestReturnMutationVariables = Exact<{
  input: RequestReturnInput;
}>;


export type RequestReturnMutation = { requestReturn: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type RequestExtensionMutationVariables = Exact<{
  input: RequestExtensionInput;
}>;


export type RequestExtensionMutation = { requestExtension: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type RequestLongTermMutationVariables = Exact<{
  input: RequestLongTermInput;
}>;


export type RequestLongTermMutation = { requestLongTerm: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ResumeHandlingMutationVariables = Exact<{
  input: ResumeHandlingInput;
}>;


export type ResumeHandlingMutation = { resumeHandling: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ReviewReplyMutationVariables = Exact<{
  input: ReviewReplyInput;
}>;


export type ReviewReplyMutation = { reviewReply: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type RuleOnReturnMutationVariables = Exact<{
  input: RuleOnReturnInput;
}>;


export type RuleOnReturnMutation = { ruleOnReturn: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type RuleOnExtensionMutationVariables = Exact<{
  input: RuleOnExtensionInput;
}>;


export type RuleOnExtensionMutation = { ruleOnExtension: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type RuleOnLongTermMutationVariables = Exact<{
  input: RuleOnLongTermInput;
}>;


export type RuleOnLongTermMutation = { ruleOnLongTerm: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type RecordCallbackMutationVariables = Exact<{
  input: RecordCallbackInput;
}>;


export type RecordCallbackMutation = { recordCallback: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ReopenProblemMutationVariables = Exact<{
  input: ReopenProblemInput;
}>;


export type ReopenProblemMutation = { reopenProblem: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type FormTaskForceMutationVariables = Exact<{
  input: FormTaskForceInput;
}>;


export type FormTaskForceMutation = { formTaskForce: { taskForce: { id: string, name: string } | null, problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type SplitProblemMutationVariables = Exact<{
  input: SplitProblemInput;
}>;


export type SplitProblemMutation = { splitProblem: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type FinishSubItemMutationVariables = Exact<{
  input: FinishSubItemInput;
}>;


export type FinishSubItemMutation = { finishSubItem: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type GrantExtensionMutationVariables = Exact<{
  input: GrantExtensionInput;
}>;


export type GrantExtensionMutation = { grantExtension: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type SetConfidentialMutationVariables = Exact<{
  input: SetConfidentialInput;
}>;


export type SetConfidentialMutation = { setConfidential: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type DeskEnterprisesQueryVariables = Exact<{
  filter?: EnterpriseFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type DeskEnterprisesQuery = { enterprises: { totalCount: number, nodes: Array<{ id: string, name: string, sector: Sector | null, isKey: boolean, isDemo: boolean, openProblemCount: number, lamp: Lamp | null, park: { id: string, name: string } | null, division: { code: string, name: string }, assignments: Array<{ id: string, role: AssignmentRole, cadre: { id: string, name: string } }>, plannedAssignments: Array<{ id: string, startsOn: string, cadre: { id: string, name: string } }>, lastVisit: { id: string, checkedInAt: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type EnterpriseCountsQueryVariables = Exact<{
  divisionCode?: string | null | undefined;
  text?: string | null | undefined;
}>;


export type EnterpriseCountsQuery = { none: { totalCount: number }, all: { totalCount: number } };

export type UnassignedCountQueryVariables = Exact<{ [key: string]: never; }>;


export type UnassignedCountQuery = { enterprises: { totalCount: number } };

export type EnterpriseLinksQueryVariables = Exact<{
  id: string | number;
}>;


export type EnterpriseLinksQuery = { enterprise: { id: string, name: string, isDemo: boolean, isKey: boolean, sector: Sector | null, park: { id: string, name: string } | null, division: { code: string, name: string }, assignments: Array<{ id: string, role: AssignmentRole, mode: AssignmentMode, startsOn: string, endsOn: string | null, cadre: { id: string, name: string, rank: CadreRank | null, phone: string | null, organization: { id: string, name: string } | null } }>, plannedAssignments: Array<{ id: string, role: AssignmentRole, mode: AssignmentMode, startsOn: string, endsOn: string | null, cadre: { id: string, name: string, rank: CadreRank | null, phone: string | null, organization: { id: string, name: string } | null } }> } | null };

export type LinkFragment = { id: string, role: AssignmentRole, mode: AssignmentMode, startsOn: string, endsOn: string | null, cadre: { id: string, name: string, rank: CadreRank | null, phone: string | null, organization: { id: string, name: string } | null } };

export type FindCadresQueryVariables = Exact<{
  filter?: CadreFilter | null | undefined;
  first: number;
}>;


export type FindCadresQuery = { cadres: { totalCount: number, nodes: Array<{ id: string, name: string, rank: CadreRank | null, enterpriseCount: number, organization: { id: string, name: string } | null }> } };

export type AssignEnterpriseMutationVariables = Exact<{
  input: AssignEnterpriseInput;
}>;


export type AssignEnterpriseMutation = { assignEnterprise: { assignment: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type EndAssignmentMutationVariables = Exact<{
  input: EndAssignmentInput;
}>;


export type EndAssignmentMutation = { endAssignment: { assignment: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type CancelAssignmentMutationVariables = Exact<{
  input: CancelAssignmentInput;
}>;


export type CancelAssignmentMutation = { cancelAssignment: { assignment: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type FindColleaguesQueryVariables = Exact<{
  filter?: ColleagueFilter | null | undefined;
  first: number;
}>;


export type FindColleaguesQuery = { colleagues: { nodes: Array<{ id: string, name: string, organization: { id: string, name: string } | null }> } };

export type MyEnterprisesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type MyEnterprisesQuery = { viewer: { enterprises: { totalCount: number, nodes: Array<{ id: string, name: string, address: string | null, isKey: boolean, isDemo: boolean, fenceRadius: number, openProblemCount: number, lamp: Lamp | null, visitCount30d: number, location: { lon: number, lat: number } | null, park: { id: string, name: string } | null, division: { code: string, name: string }, lastVisit: { id: string, checkedInAt: string, checkInResult: CheckInResult } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type EnterpriseQueryVariables = Exact<{
  id: string | number;
}>;


export type EnterpriseQuery = { enterprise: { id: string, name: string, kind: EnterpriseKind, uscc: string | null, address: string | null, isKey: boolean, isDemo: boolean, sector: Sector | null, tier: EnterpriseTier | null, industryCode: string | null, fenceRadius: number, locationFlag: LocationFlag | null, visitCount30d: number, openProblemCount: number, lamp: Lamp | null, location: { lon: number, lat: number } | null, park: { id: string, name: string } | null, division: { code: string, name: string }, chains: Array<{ id: string, name: string }>, liaisons: Array<{ id: string, scope: LiaisonScope, name: string, post: string | null, phone: string, chain: { id: string, name: string } | null, organization: { id: string, name: string } | null }>, supportPlan: { id: string, plan: string, startsOn: string, outcome: SupportOutcome | null, closedAt: string | null, leads: boolean, mine: boolean, followUpCount: number, lastFollowedAt: string | null, leader: { id: string, name: string }, members: Array<{ id: string, name: string }> } | null, contacts: Array<{ id: string, name: string, post: string | null, phone: string }>, assignments: Array<{ id: string, role: AssignmentRole, mode: AssignmentMode, cadre: { id: string, name: string, organization: { id: string, name: string } | null } }>, visits: { totalCount: number, nodes: Array<{ id: string, checkedInAt: string, checkInResult: CheckInResult, cadre: { id: string, name: string } }> }, problems: { totalCount: number, nodes: Array<{ id: string, number: string, title: string, statusText: string, lamp: Lamp | null, dueAt: string | null, dueText: string | null }> } } | null };

export type EnterprisePageFragment = { id: string, name: string, kind: EnterpriseKind, uscc: string | null, address: string | null, isKey: boolean, isDemo: boolean, sector: Sector | null, tier: EnterpriseTier | null, industryCode: string | null, fenceRadius: number, locationFlag: LocationFlag | null, visitCount30d: number, openProblemCount: number, lamp: Lamp | null, location: { lon: number, lat: number } | null, park: { id: string, name: string } | null, division: { code: string, name: string }, chains: Array<{ id: string, name: string }>, liaisons: Array<{ id: string, scope: LiaisonScope, name: string, post: string | null, phone: string, chain: { id: string, name: string } | null, organization: { id: string, name: string } | null }>, supportPlan: { id: string, plan: string, startsOn: string, outcome: SupportOutcome | null, closedAt: string | null, leads: boolean, mine: boolean, followUpCount: number, lastFollowedAt: string | null, leader: { id: string, name: string }, members: Array<{ id: string, name: string }> } | null, contacts: Array<{ id: string, name: string, post: string | null, phone: string }>, assignments: Array<{ id: string, role: AssignmentRole, mode: AssignmentMode, cadre: { id: string, name: string, organization: { id: string, name: string } | null } }>, visits: { totalCount: number, nodes: Array<{ id: string, checkedInAt: string, checkInResult: CheckInResult, cadre: { id: string, name: string } }> }, problems: { totalCount: number, nodes: Array<{ id: string, number: string, title: string, statusText: string, lamp: Lamp | null, dueAt: string | null, dueText: string | null }> } };

export type IssueEvaluationLinkMutationVariables = Exact<{
  input: IssueEvaluationLinkInput;
}>;


export type IssueEvaluationLinkMutation = { issueEvaluationLink: { link: { url: string, expiresAt: string } | null, problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type HeldLineFragment = { id: string, kind: HeldKind, state: HeldState, enterpriseName: string, title: string | null, text: string | null, foundAt: string, receivedAt: string, clockLead: number | null, linkedUntil: string | null, linkedAtCapture: boolean, photosExpected: number, photosReceived: number, ruledAt: string | null, ruling: string | null, author: { id: string, name: string }, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean, missingSince: string | null }>, ruledBy: { id: string, name: string } | null };

export type HeldRecordsQueryVariables = Exact<{
  state?: Array<HeldState> | HeldState | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type HeldRecordsQuery = { heldRecords: { totalCount: number, nodes: Array<{ id: string, kind: HeldKind, state: HeldState, enterpriseName: string, title: string | null, text: string | null, foundAt: string, receivedAt: string, clockLead: number | null, linkedUntil: string | null, linkedAtCapture: boolean, photosExpected: number, photosReceived: number, ruledAt: string | null, ruling: string | null, author: { id: string, name: string }, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean, missingSince: string | null }>, ruledBy: { id: string, name: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type DevicesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type DevicesQuery = { devices: { totalCount: number, nodes: Array<{ id: string, seenAt: string, clockLead: number | null, unsent: number, stopped: number, oldestAt: string | null, person: { id: string, name: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type RuleOnHeldRecordMutationVariables = Exact<{
  input: RuleOnHeldRecordInput;
}>;


export type RuleOnHeldRecordMutation = { ruleOnHeldRecord: { heldRecord: { id: string, kind: HeldKind, state: HeldState, enterpriseName: string, title: string | null, text: string | null, foundAt: string, receivedAt: string, clockLead: number | null, linkedUntil: string | null, linkedAtCapture: boolean, photosExpected: number, photosReceived: number, ruledAt: string | null, ruling: string | null, author: { id: string, name: string }, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean, missingSince: string | null }>, ruledBy: { id: string, name: string } | null } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type InboxQueryVariables = Exact<{
  first: number;
  actionable?: boolean | null | undefined;
}>;


export type InboxQuery = { viewer: { unreadCount: number, toDo: { totalCount: number }, notices: { nodes: Array<{ id: string, kind: ProblemEventKind, at: string, text: string, read: boolean, actionable: boolean, problem: { id: string, number: string, title: string, enterprise: { id: string, name: string } | null } | null }>, pageInfo: { hasNextPage: boolean } } } | null };

export type NoticePreferenceQueryVariables = Exact<{ [key: string]: never; }>;


export type NoticePreferenceQuery = { viewer: { noticePreference: { quietFrom: string, quietTo: string, quietDaysOff: boolean, digest: boolean } } | null };

export type SetNoticePreferenceMutationVariables = Exact<{
  input: SetNoticePreferenceInput;
}>;


export type SetNoticePreferenceMutation = { setNoticePreference: { viewer: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ReadNoticesMutationVariables = Exact<{
  input: ReadNoticesInput;
}>;


export type ReadNoticesMutation = { readNotices: { viewer: { id: string, unreadCount: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type StatisticsQueryVariables = Exact<{
  divisionCode: string;
  groupBy: StatisticsGroup;
  filter?: StatisticsFilter | null | undefined;
  rankBy?: StatisticsMeasure | null | undefined;
  atLeast?: number;
}>;


export type StatisticsQuery = { statistics: { asOf: string, total: { reported: number, accepted: number, solved: number, closed: number, open: number, overdue: number, averageHandlingHours: number | null, resolutionRate: { numerator: number, denominator: number, percent: number | null }, onTimeRate: { numerator: number, denominator: number, percent: number | null }, satisfactionRate: { numerator: number, denominator: number, percent: number | null }, visitCoverage: { numerator: number, denominator: number, percent: number | null }, closingRate: { numerator: number, denominator: number, percent: number | null }, signRate: { numerator: number, denominator: number, percent: number | null }, responseRate: { numerator: number, denominator: number, percent: number | null }, returnRate: { numerator: number, denominator: number, percent: number | null }, redoRate: { numerator: number, denominator: number, percent: number | null }, extensionRate: { numerator: number, denominator: number, percent: number | null }, fullSatisfactionRate: { numerator: number, denominator: number, percent: number | null }, evaluationRate: { numerator: number, denominator: number, percent: number | null }, sampledSatisfactionRate: { numerator: number, denominator: number, percent: number | null } }, rows: Array<{ key: string, name: string, rank: number | null, measures: { reported: number, accepted: number, solved: number, closed: number, open: number, overdue: number, averageHandlingHours: number | null, resolutionRate: { numerator: number, denominator: number, percent: number | null }, onTimeRate: { numerator: number, denominator: number, percent: number | null }, satisfactionRate: { numerator: number, denominator: number, percent: number | null }, visitCoverage: { numerator: number, denominator: number, percent: number | null }, closingRate: { numerator: number, denominator: number, percent: number | null }, signRate: { numerator: number, denominator: number, percent: number | null }, responseRate: { numerator: number, denominator: number, percent: number | null }, returnRate: { numerator: number, denominator: number, percent: number | null }, redoRate: { numerator: number, denominator: number, percent: number | null }, extensionRate: { numerator: number, denominator: number, percent: number | null }, fullSatisfactionRate: { numerator: number, denominator: number, percent: number | null }, evaluationRate: { numerator: number, denominator: number, percent: number | null }, sampledSatisfactionRate: { numerator: number, denominator: number, percent: number | null } } }> } | null };

export type MeasuresFragment = { reported: number, accepted: number, solved: number, closed: number, open: number, overdue: number, averageHandlingHours: number | null, resolutionRate: { numerator: number, denominator: number, percent: number | null }, onTimeRate: { numerator: number, denominator: number, percent: number | null }, satisfactionRate: { numerator: number, denominator: number, percent: number | null }, visitCoverage: { numerator: number, denominator: number, percent: number | null }, closingRate: { numerator: number, denominator: number, percent: number | null }, signRate: { numerator: number, denominator: number, percent: number | null }, responseRate: { numerator: number, denominator: number, percent: number | null }, returnRate: { numerator: number, denominator: number, percent: number | null }, redoRate: { numerator: number, denominator: number, percent: number | null }, extensionRate: { numerator: number, denominator: number, percent: number | null }, fullSatisfactionRate: { numerator: number, denominator: number, percent: number | null }, evaluationRate: { numerator: number, denominator: number, percent: number | null }, sampledSatisfactionRate: { numerator: number, denominator: number, percent: number | null } };

export type TrendQueryVariables = Exact<{
  divisionCode: string;
  groupBy: StatisticsGroup;
  filter?: StatisticsFilter | null | undefined;
}>;


export type TrendQuery = { statistics: { rows: Array<{ key: string, name: string, measures: { reported: number, accepted: number, solved: number } }> } | null };

export type ByStatusQueryVariables = Exact<{
  divisionCode: string;
  filter?: StatisticsFilter | null | undefined;
}>;


export type ByStatusQuery = { statistics: { rows: Array<{ key: string, name: string, measures: { reported: number } }> } | null };

export type RedListQueryVariables = Exact<{
  divisionCode: string;
  first: number;
}>;


export type RedListQuery = { problems: { totalCount: number, nodes: Array<{ id: string, title: string, dueAt: string | null, dueText: string | null, statusText: string, enterprise: { id: string, name: string } | null, leadOrganization: { id: string, name: string } | null }> } };

export type MapAreaQueryVariables = Exact<{
  code: string | number;
  divisionCode: string;
}>;


export type MapAreaQuery = { division: { code: string, name: string, boundary: GeoJSON.Geometry | null, labelPoint: { lon: number, lat: number } | null, children: Array<{ code: string, name: string, boundary: GeoJSON.Geometry | null, labelPoint: { lon: number, lat: number } | null }>, parent: { code: string, name: string } | null } | null, parks: { totalCount: number, nodes: Array<{ id: string, name: string, openProblemCount: number, overdueProblemCount: number, location: { lon: number, lat: number } }> }, statistics: { rows: Array<{ key: string, measures: { open: number, overdue: number } }> } | null };

export type MapEnterprisesQueryVariables = Exact<{
  divisionCode: string;
  text?: string | null | undefined;
  counted?: CountedInput | null | undefined;
  first: number;
}>;


export type MapEnterprisesQuery = { enterprises: { nodes: Array<{ id: string, name: string, lamp: Lamp | null, openProblemCount: number, location: { lon: number, lat: number } | null }> } };

export type ParkMapQueryVariables = Exact<{
  id: string | number;
}>;


export type ParkMapQuery = { park: { id: string, name: string, level: ParkLevel, boundary: GeoJSON.Geometry | null, enterpriseCount: number, openProblemCount: number, overdueProblemCount: number, enterprises: { nodes: Array<{ id: string, name: string, openProblemCount: number, lamp: Lamp | null, location: { lon: number, lat: number } | null }> }, problems: { nodes: Array<{ id: string, number: string, title: string, statusText: string, lamp: Lamp | null, dueAt: string | null, dueText: string | null, enterprise: { id: string, name: string } | null, leadOrganization: { id: string, name: string } | null }> } } | null };

export type MapEnterpriseQueryVariables = Exact<{
  id: string | number;
}>;


export type MapEnterpriseQuery = { enterprise: { id: string, name: string, address: string | null, park: { id: string, name: string } | null, division: { code: string, name: string }, problems: { nodes: Array<{ id: string, title: string, statusText: string, lamp: Lamp | null, dueAt: string | null, dueText: string | null, leadOrganization: { id: string, name: string } | null }> } } | null };

export type LiaisonFragment = { id: string, scope: LiaisonScope, name: string, post: string | null, phone: string, chain: { id: string, name: string } | null, organization: { id: string, name: string } | null };

export type DepartmentLiaisonsQueryVariables = Exact<{
  divisionCode: string;
  first: number;
  after?: string | null | undefined;
}>;


export type DepartmentLiaisonsQuery = { liaisons: { totalCount: number, nodes: Array<{ id: string, scope: LiaisonScope, name: string, post: string | null, phone: string, chain: { id: string, name: string } | null, organization: { id: string, name: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type SaveLiaisonMutationVariables = Exact<{
  input: SaveLiaisonInput;
}>;


export type SaveLiaisonMutation = { saveLiaison: { liaison: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type EndLiaisonMutationVariables = Exact<{
  input: EndLiaisonInput;
}>;


export type EndLiaisonMutation = { endLiaison: { liaison: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type LocationProposalsQueryVariables = Exact<{ [key: string]: never; }>;


export type LocationProposalsQuery = { locationProposals: Array<{ id: string, metres: number, spread: number, visits: number, cadres: number, firstAt: string, lastAt: string, likelyCrs: Crs | null, location: { lon: number, lat: number }, enterprise: { id: string, name: string, address: string | null, location: { lon: number, lat: number } | null, division: { code: string, name: string } } }> };

export type ProposalFragment = { id: string, metres: number, spread: number, visits: number, cadres: number, firstAt: string, lastAt: string, likelyCrs: Crs | null, location: { lon: number, lat: number }, enterprise: { id: string, name: string, address: string | null, location: { lon: number, lat: number } | null, division: { code: string, name: string } } };

export type RuleOnLocationMutationVariables = Exact<{
  input: RuleOnLocationInput;
}>;


export type RuleOnLocationMutation = { ruleOnLocation: { enterprise: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type MeetingsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type MeetingsQuery = { meetings: { totalCount: number, nodes: Array<{ id: string, kind: MeetingKind, title: string, status: MeetingStatus, heldAt: string, host: string | null, decisionCount: number, doneCount: number, division: { code: string, name: string }, agenda: Array<{ id: string }> }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type MeetingQueryVariables = Exact<{
  id: string | number;
}>;


export type MeetingQuery = { meeting: { id: string, kind: MeetingKind, title: string, status: MeetingStatus, heldAt: string, host: string | null, minutes: string | null, decisionCount: number, doneCount: number, division: { code: string, name: string }, agenda: Array<{ id: string, position: number, problem: { id: string, number: string, title: string, version: number, statusText: string, lamp: Lamp | null, dueText: string | null, round: number, complexity: Complexity | null, allowedActions: Array<ProblemAction>, division: { code: string, name: string }, park: { id: string, name: string } | null, enterprise: { id: string, name: string, sector: Sector | null } | null, leadOrganization: { id: string, name: string } | null, dispatches: Array<{ id: string, round: number, status: DispatchStatus, organization: { id: string } }> } }>, decisions: Array<{ id: string, position: number, text: string, route: ResolutionRoute | null, dueOn: string | null, overdue: boolean, status: DecisionStatus, decidedAt: string, doneAt: string | null, doneNote: string | null, meeting: { id: string, title: string }, problem: { id: string, number: string, title: string, statusText: string, leadOrganization: { id: string, name: string } | null } }> } | null };

export type DecisionsQueryVariables = Exact<{
  filter?: DecisionFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type DecisionsQuery = { decisions: { totalCount: number, nodes: Array<{ id: string, position: number, text: string, route: ResolutionRoute | null, dueOn: string | null, overdue: boolean, status: DecisionStatus, decidedAt: string, doneAt: string | null, doneNote: string | null, meeting: { id: string, title: string }, problem: { id: string, number: string, title: string, statusText: string, leadOrganization: { id: string, name: string } | null } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type DecisionLineFragment = { id: string, position: number, text: string, route: ResolutionRoute | null, dueOn: string | null, overdue: boolean, status: DecisionStatus, decidedAt: string, doneAt: string | null, doneNote: string | null, meeting: { id: string, title: string }, problem: { id: string, number: string, title: string, statusText: string, leadOrganization: { id: string, name: string } | null } };

export type PlanMeetingMutationVariables = Exact<{
  input: PlanMeetingInput;
}>;


export type PlanMeetingMutation = { planMeeting: { meeting: { id: string, title: string, agenda: Array<{ id: string }> } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ArrangeAgendaMutationVariables = Exact<{
  input: ArrangeAgendaInput;
}>;


export type ArrangeAgendaMutation = { arrangeAgenda: { meeting: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type DecideAtMeetingMutationVariables = Exact<{
  input: DecideAtMeetingInput;
}>;


export type DecideAtMeetingMutation = { decideAtMeeting: { meeting: { id: string, decisionCount: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type CompleteDecisionMutationVariables = Exact<{
  input: CompleteDecisionInput;
}>;


export type CompleteDecisionMutation = { completeDecision: { decision: { id: string, status: DecisionStatus } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type OutboundChannelsQueryVariables = Exact<{ [key: string]: never; }>;


export type OutboundChannelsQuery = { outboundChannels: Array<{ id: string, kind: OutboundKind, name: string, host: string | null, signed: boolean, enabled: boolean, waiting: number, failure: string | null, division: { code: string, name: string } | null, organization: { id: string, name: string } | null }> };

export type SaveOutboundMutationVariables = Exact<{
  input: SaveOutboundInput;
}>;


export type SaveOutboundMutation = { saveOutbound: { channel: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type OwnHeldRecordsQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnHeldRecordsQuery = { heldRecords: { nodes: Array<{ id: string, kind: HeldKind, state: HeldState, enterpriseName: string, title: string | null, capturedAt: string, linkedUntil: string | null, photosExpected: number, photosReceived: number, ruling: string | null, ruledAt: string | null, problem: { id: string } | null }> } };

export type PackQueryVariables = Exact<{
  since?: string | null | undefined;
}>;


export type PackQuery = { changes: { cursor: string, reset: boolean, more: boolean, gone: Array<string>, enterprises: Array<{ id: string }>, problems: Array<{ id: string }> } };

export type PackEnterprisesQueryVariables = Exact<{
  id: Array<string | number> | string | number;
}>;


export type PackEnterprisesQuery = { enterprises: { nodes: Array<{ id: string, name: string, kind: EnterpriseKind, uscc: string | null, address: string | null, isKey: boolean, isDemo: boolean, sector: Sector | null, tier: EnterpriseTier | null, industryCode: string | null, fenceRadius: number, locationFlag: LocationFlag | null, visitCount30d: number, openProblemCount: number, lamp: Lamp | null, location: { lon: number, lat: number } | null, park: { id: string, name: string } | null, division: { code: string, name: string }, chains: Array<{ id: string, name: string }>, liaisons: Array<{ id: string, scope: LiaisonScope, name: string, post: string | null, phone: string, chain: { id: string, name: string } | null, organization: { id: string, name: string } | null }>, supportPlan: { id: string, plan: string, startsOn: string, outcome: SupportOutcome | null, closedAt: string | null, leads: boolean, mine: boolean, followUpCount: number, lastFollowedAt: string | null, leader: { id: string, name: string }, members: Array<{ id: string, name: string }> } | null, contacts: Array<{ id: string, name: string, post: string | null, phone: string }>, assignments: Array<{ id: string, role: AssignmentRole, mode: AssignmentMode, cadre: { id: string, name: string, organization: { id: string, name: string } | null } }>, visits: { totalCount: number, nodes: Array<{ id: string, checkedInAt: string, checkInResult: CheckInResult, cadre: { id: string, name: string } }> }, problems: { totalCount: number, nodes: Array<{ id: string, number: string, title: string, statusText: string, lamp: Lamp | null, dueAt: string | null, dueText: string | null }> } }> } };

export type PackProblemsQueryVariables = Exact<{
  id: Array<string | number> | string | number;
}>;


export type PackProblemsQuery = { problems: { nodes: Array<{ id: string, number: string, title: string, description: string, demand: string | null, category: ProblemCategory, level: Level, statusText: string, lamp: Lamp | null, dueAt: string | null, dueText: string | null, dueReason: string | null, round: number, version: number, capturedAt: string, photosExpected: number, photosReceived: number, allowedActions: Array<ProblemAction>, resolutionRoute: ResolutionRoute | null, rejectReason: RejectReason | null, topic: { id: string, name: string } | null, instructions: Array<{ id: string, text: string, at: string, answered: boolean, leader: { id: string, name: string } | null, answer: { id: string, at: string, note: string | null } | null }>, decisions: Array<{ id: string, text: string, dueOn: string | null, status: DecisionStatus, doneNote: string | null, decidedAt: string, meeting: { id: string, title: string } }>, enterprise: { id: string, name: string } | null, reporter: { id: string, name: string } | null, dispatches: Array<{ id: string, line: DispatchLine, role: DispatchRole, statusText: string, dueAt: string, dueText: string | null, dispatchedAt: string, signedAt: string | null, repliedAt: string | null, reply: string | null, organization: { id: string, name: string } }>, subItems: Array<{ id: string, position: number, title: string, status: SubItemStatus, note: string | null, organization: { id: string, name: string } | null }>, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean, missingSince: string | null, takenAt: string | null }>, events: { nodes: Array<{ id: string, kind: ProblemEventKind, kindText: string, at: string, note: string | null, actorRole: Role, actor: { id: string, name: string } | null, organization: { id: string, name: string } | null, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean, missingSince: string | null }> }> }, callbacks: Array<{ id: string, how: CallbackHow, reached: boolean, solved: boolean | null, grade: Grade | null, note: string, spokeWith: string | null, redo: boolean, at: string, caller: { id: string, name: string } | null, sample: { id: string } | null }>, evaluation: { solved: boolean, grade: Grade, comment: string | null, byLink: boolean } | null }> } };

export type PackPoliciesQueryVariables = Exact<{ [key: string]: never; }>;


export type PackPoliciesQuery = { viewer: { enterprises: { nodes: Array<{ id: string, policies: { totalCount: number, nodes: Array<{ id: string, title: string, issuer: string, amount: string | null, applyMode: PolicyApplyMode }> } }> } } | null };

export type OutlineQueryVariables = Exact<{
  code: string | number;
}>;


export type OutlineQuery = { division: { code: string, name: string, outline: GeoJSON.Geometry | null, labelPoint: { lon: number, lat: number } | null } | null };

export type PrintProblemQueryVariables = Exact<{
  id: string | number;
}>;


export type PrintProblemQuery = { problem: { id: string, number: string, title: string, description: string, demand: string | null, category: ProblemCategory, channel: ProblemChannel, status: ProblemStatus, round: number, capturedAt: string, closedAt: string | null, enterprise: { id: string, name: string, uscc: string | null, address: string | null } | null, reporter: { id: string, name: string } | null, division: { code: string, name: string }, park: { id: string, name: string } | null, evaluation: { solved: boolean, grade: Grade, comment: string | null } | null, documents: Array<{ id: string, kind: DocumentKind, name: string, number: string, heading: string, intro: string, footer: string, at: string, dispatch: { id: string } | null, supervisionOrder: { kindText: string, note: string, dueAt: string | null, replyBy: string | null, reply: string | null, repliedAt: string | null, organization: { id: string, name: string } | null } | null }>, dispatches: Array<{ id: string, line: DispatchLine, role: DispatchRole, round: number, dispatchedAt: string, signDueAt: string | null, dueAt: string, dueReason: string, signedAt: string | null, repliedAt: string | null, solved: boolean | null, reply: string | null, statusText: string, organization: { id: string, name: string } }>, events: { nodes: Array<{ id: string, kind: ProblemEventKind, kindText: string, at: string, note: string | null, organization: { id: string } | null }> } } | null };

export type DocumentTemplatesQueryVariables = Exact<{ [key: string]: never; }>;


export type DocumentTemplatesQuery = { documentTemplates: Array<{ id: string, kind: DocumentKind, name: string, heading: string, numbering: string, intro: string, footer: string, savedAt: string | null, division: { code: string, name: string } | null }> };

export type SaveDocumentTemplateMutationVariables = Exact<{
  input: SaveDocumentTemplateInput;
}>;


export type SaveDocumentTemplateMutation = { saveDocumentTemplate: { documentTemplate: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type PolicyFullFragment = { id: string, title: string, issuer: string, documentNumber: string | null, issuedOn: string, validTo: string | null, expired: boolean, sectors: Array<Sector>, amount: string | null, applyMode: PolicyApplyMode, phone: string | null, url: string | null, version: number, changedAt: string, withdrawnAt: string | null, withdrawReason: string | null, division: { code: string, name: string }, clauses: Array<{ id: string, heading: string, text: string, url: string | null }> };

export type PolicyBookQueryVariables = Exact<{
  filter?: PolicyFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type PolicyBookQuery = { policies: { totalCount: number, nodes: Array<{ id: string, title: string, issuer: string, documentNumber: string | null, issuedOn: string, validTo: string | null, expired: boolean, sectors: Array<Sector>, amount: string | null, applyMode: PolicyApplyMode, phone: string | null, url: string | null, version: number, changedAt: string, withdrawnAt: string | null, withdrawReason: string | null, division: { code: string, name: string }, clauses: Array<{ id: string, heading: string, text: string, url: string | null }> }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type PolicyQueryVariables = Exact<{
  id: string | number;
}>;


export type PolicyQuery = { policy: { id: string, title: string, issuer: string, documentNumber: string | null, issuedOn: string, validTo: string | null, expired: boolean, sectors: Array<Sector>, amount: string | null, applyMode: PolicyApplyMode, phone: string | null, url: string | null, version: number, changedAt: string, withdrawnAt: string | null, withdrawReason: string | null, division: { code: string, name: string }, clauses: Array<{ id: string, heading: string, text: string, url: string | null }> } | null };

export type EnterprisePoliciesQueryVariables = Exact<{
  id: string | number;
}>;


export type EnterprisePoliciesQuery = { enterprise: { id: string, policies: { totalCount: number, nodes: Array<{ id: string, title: string, issuer: string, amount: string | null, applyMode: PolicyApplyMode }> } } | null };

export type PublishPolicyMutationVariables = Exact<{
  input: PublishPolicyInput;
}>;


export type PublishPolicyMutation = { publishPolicy: { policy: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ChangePolicyMutationVariables = Exact<{
  input: ChangePolicyInput;
}>;


export type ChangePolicyMutation = { changePolicy: { policy: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type WithdrawPolicyMutationVariables = Exact<{
  input: WithdrawPolicyInput;
}>;


export type WithdrawPolicyMutation = { withdrawPolicy: { policy: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ReportProblemMutationVariables = Exact<{
  input: ReportProblemInput;
}>;


export type ReportProblemMutation = { reportProblem: { heldRecord: { id: string, photosExpected: number, photosReceived: number } | null, problem: { id: string, number: string, statusText: string, photosExpected: number, photosReceived: number } | null, receipt: { id: string, photos: Array<string> } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type SupplementProblemMutationVariables = Exact<{
  input: SupplementProblemInput;
}>;


export type SupplementProblemMutation = { supplementProblem: { problem: { id: string, number: string, photosExpected: number, photosReceived: number } | null, receipt: { id: string, photos: Array<string> } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ReportProgressMutationVariables = Exact<{
  input: ReportProgressInput;
}>;


export type ReportProgressMutation = { reportProgress: { problem: { id: string, number: string, photosExpected: number, photosReceived: number } | null, receipt: { id: string, photos: Array<string> } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type RecordContactMutationVariables = Exact<{
  input: RecordContactInput;
}>;


export type RecordContactMutation = { recordContact: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ReplyDispatchMutationVariables = Exact<{
  input: ReplyDispatchInput;
}>;


export type ReplyDispatchMutation = { replyDispatch: { problem: { id: string, number: string, photosExpected: number, photosReceived: number } | null, receipt: { id: string, photos: Array<string> } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type WithdrawProblemMutationVariables = Exact<{
  input: WithdrawProblemInput;
}>;


export type WithdrawProblemMutation = { withdrawProblem: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type EvaluateProblemMutationVariables = Exact<{
  input: EvaluateProblemInput;
}>;


export type EvaluateProblemMutation = { evaluateProblem: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ProblemQueryVariables = Exact<{
  id: string | number;
}>;


export type ProblemQuery = { problem: { id: string, number: string, title: string, description: string, demand: string | null, category: ProblemCategory, level: Level, statusText: string, lamp: Lamp | null, dueAt: string | null, dueText: string | null, dueReason: string | null, round: number, version: number, capturedAt: string, photosExpected: number, photosReceived: number, allowedActions: Array<ProblemAction>, resolutionRoute: ResolutionRoute | null, rejectReason: RejectReason | null, topic: { id: string, name: string } | null, instructions: Array<{ id: string, text: string, at: string, answered: boolean, leader: { id: string, name: string } | null, answer: { id: string, at: string, note: string | null } | null }>, decisions: Array<{ id: string, text: string, dueOn: string | null, status: DecisionStatus, doneNote: string | null, decidedAt: string, meeting: { id: string, title: string } }>, enterprise: { id: string, name: string } | null, reporter: { id: string, name: string } | null, dispatches: Array<{ id: string, line: DispatchLine, role: DispatchRole, statusText: string, dueAt: string, dueText: string | null, dispatchedAt: string, signedAt: string | null, repliedAt: string | null, reply: string | null, organization: { id: string, name: string } }>, subItems: Array<{ id: string, position: number, title: string, status: SubItemStatus, note: string | null, organization: { id: string, name: string } | null }>, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean, missingSince: string | null, takenAt: string | null }>, events: { nodes: Array<{ id: string, kind: ProblemEventKind, kindText: string, at: string, note: string | null, actorRole: Role, actor: { id: string, name: string } | null, organization: { id: string, name: string } | null, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean, missingSince: string | null }> }> }, callbacks: Array<{ id: string, how: CallbackHow, reached: boolean, solved: boolean | null, grade: Grade | null, note: string, spokeWith: string | null, redo: boolean, at: string, caller: { id: string, name: string } | null, sample: { id: string } | null }>, evaluation: { solved: boolean, grade: Grade, comment: string | null, byLink: boolean } | null } | null };

export type ProblemPageFragment = { id: string, number: string, title: string, description: string, demand: string | null, category: ProblemCategory, level: Level, statusText: string, lamp: Lamp | null, dueAt: string | null, dueText: string | null, dueReason: string | null, round: number, version: number, capturedAt: string, photosExpected: number, photosReceived: number, allowedActions: Array<ProblemAction>, resolutionRoute: ResolutionRoute | null, rejectReason: RejectReason | null, topic: { id: string, name: string } | null, instructions: Array<{ id: string, text: string, at: string, answered: boolean, leader: { id: string, name: string } | null, answer: { id: string, at: string, note: string | null } | null }>, decisions: Array<{ id: string, text: string, dueOn: string | null, status: DecisionStatus, doneNote: string | null, decidedAt: string, meeting: { id: string, title: string } }>, enterprise: { id: string, name: string } | null, reporter: { id: string, name: string } | null, dispatches: Array<{ id: string, line: DispatchLine, role: DispatchRole, statusText: string, dueAt: string, dueText: string | null, dispatchedAt: string, signedAt: string | null, repliedAt: string | null, reply: string | null, organization: { id: string, name: string } }>, subItems: Array<{ id: string, position: number, title: string, status: SubItemStatus, note: string | null, organization: { id: string, name: string } | null }>, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean, missingSince: string | null, takenAt: string | null }>, events: { nodes: Array<{ id: string, kind: ProblemEventKind, kindText: string, at: string, note: string | null, actorRole: Role, actor: { id: string, name: string } | null, organization: { id: string, name: string } | null, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean, missingSince: string | null }> }> }, callbacks: Array<{ id: string, how: CallbackHow, reached: boolean, solved: boolean | null, grade: Grade | null, note: string, spokeWith: string | null, redo: boolean, at: string, caller: { id: string, name: string } | null, sample: { id: string } | null }>, evaluation: { solved: boolean, grade: Grade, comment: string | null, byLink: boolean } | null };

export type MyProblemsQueryVariables = Exact<{
  filter?: ProblemFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type MyProblemsQuery = { problems: { totalCount: number, nodes: Array<{ id: string, number: string, title: string, statusText: string, lamp: Lamp | null, dueAt: string | null, dueText: string | null, category: ProblemCategory, capturedAt: string, closedAt: string | null, allowedActions: Array<ProblemAction>, enterprise: { id: string, name: string } | null, leadOrganization: { id: string, name: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type InstructMutationVariables = Exact<{
  input: InstructInput;
}>;


export type InstructMutation = { instruct: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ReceptionsQueryVariables = Exact<{
  filter?: ReceptionEventFilter | null | undefined;
  orderBy: ReceptionOrder;
  first: number;
}>;


export type ReceptionsQuery = { receptionEvents: { totalCount: number, nodes: Array<{ id: string, kind: ReceptionKind, title: string, startsAt: string, place: string, host: string, status: ReceptionStatus, note: string | null, signUpCount: number, problemCount: number, signUps: { nodes: Array<{ id: string, question: string }> } }> } };

export type ReceptionDaysQueryVariables = Exact<{ [key: string]: never; }>;


export type ReceptionDaysQuery = { viewer: { receptionDays: Array<string> } | null };

export type ReceptionQueryVariables = Exact<{
  id: string | number;
}>;


export type ReceptionQuery = { receptionEvent: { id: string, kind: ReceptionKind, title: string, startsAt: string, place: string, host: string, status: ReceptionStatus, note: string | null, division: { code: string, name: string }, signUps: { totalCount: number, nodes: Array<{ id: string, question: string, signedUpAt: string, enterprise: { id: string, name: string } | null, problems: Array<{ id: string, number: string, title: string, statusText: string }> }> } } | null };

export type SaveReceptionEventMutationVariables = Exact<{
  input: SaveReceptionEventInput;
}>;


export type SaveReceptionEventMutation = { saveReceptionEvent: { receptionEvent: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type SettleReceptionEventMutationVariables = Exact<{
  input: SettleReceptionEventInput;
}>;


export type SettleReceptionEventMutation = { settleReceptionEvent: { receptionEvent: { id: string, status: ReceptionStatus } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type SignUpForReceptionMutationVariables = Exact<{
  input: SignUpForReceptionInput;
}>;


export type SignUpForReceptionMutation = { signUpForReception: { signUp: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type WithdrawFromReceptionMutationVariables = Exact<{
  input: WithdrawFromReceptionInput;
}>;


export type WithdrawFromReceptionMutation = { withdrawFromReception: { signUp: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type RaiseAtReceptionMutationVariables = Exact<{
  input: ReportProblemInput;
}>;


export type RaiseAtReceptionMutation = { reportProblem: { problem: { id: string, number: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type DayFragment = { id: string, day: string, text: string, hours: number | null, duties: Array<string>, receivedAt: string, cadre: { id: string, name: string }, enterprise: { id: string, name: string } | null };

export type ResidenceQueryVariables = Exact<{ [key: string]: never; }>;


export type ResidenceQuery = { viewer: { residences: Array<{ id: string, startsOn: string, endsOn: string | null, enterprise: { id: string, name: string } | null }> } | null, residentLogs: { totalCount: number, nodes: Array<{ id: string, day: string, text: string, hours: number | null, duties: Array<string>, receivedAt: string, cadre: { id: string, name: string }, enterprise: { id: string, name: string } | null }> }, residentChecklists: Array<{ id: string, kind: ResidentChecklistKind, items: Array<string>, savedAt: string, division: { code: string, name: string } }> };

export type ChecklistFragment = { id: string, kind: ResidentChecklistKind, items: Array<string>, savedAt: string, division: { code: string, name: string } };

export type ResidentLogsQueryVariables = Exact<{
  filter?: ResidentLogFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type ResidentLogsQuery = { residentLogs: { totalCount: number, nodes: Array<{ id: string, day: string, text: string, hours: number | null, duties: Array<string>, receivedAt: string, cadre: { id: string, name: string }, enterprise: { id: string, name: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type ResidentChecklistsQueryVariables = Exact<{ [key: string]: never; }>;


export type ResidentChecklistsQuery = { residentChecklists: Array<{ id: string, kind: ResidentChecklistKind, items: Array<string>, savedAt: string, division: { code: string, name: string } }> };

export type EnterpriseResidentLogsQueryVariables = Exact<{
  id: string | number;
}>;


export type EnterpriseResidentLogsQuery = { enterprise: { id: string, residentLogs: { totalCount: number, nodes: Array<{ id: string, day: string, text: string, hours: number | null, duties: Array<string>, receivedAt: string, cadre: { id: string, name: string }, enterprise: { id: string, name: string } | null }> } } | null };

export type WriteResidentLogMutationVariables = Exact<{
  input: WriteResidentLogInput;
}>;


export type WriteResidentLogMutation = { writeResidentLog: { residentLog: { id: string } | null, receipt: { id: string, photos: Array<string> } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type SaveResidentChecklistMutationVariables = Exact<{
  input: SaveResidentChecklistInput;
}>;


export type SaveResidentChecklistMutation = { saveResidentChecklist: { residentChecklist: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type SamplesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type SamplesQuery = { samples: { totalCount: number, nodes: Array<{ id: string, kind: SampleKind, fromDay: string, toDay: string, size: number, sizeAsked: number, population: number, seed: string, drawnAt: string, division: { code: string, name: string }, organization: { id: string, name: string } | null, drawnBy: { id: string, name: string } | null, reachedRate: { numerator: number, denominator: number }, satisfactionRate: { numerator: number, denominator: number, percent: number | null }, reopenRate: { numerator: number, denominator: number } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type SampleQueryVariables = Exact<{
  id: string | number;
}>;


export type SampleQuery = { sample: { id: string, kind: SampleKind, fromDay: string, toDay: string, size: number, sizeAsked: number, population: number, seed: string, seedGiven: boolean, drawnAt: string, division: { code: string, name: string }, organization: { id: string, name: string } | null, drawnBy: { id: string, name: string } | null, reachedRate: { numerator: number, denominator: number, percent: number | null }, solvedRate: { numerator: number, denominator: number, percent: number | null }, satisfactionRate: { numerator: number, denominator: number, percent: number | null }, reopenRate: { numerator: number, denominator: number, percent: number | null } } | null };

export type DrawSampleMutationVariables = Exact<{
  input: DrawSampleInput;
}>;


export type DrawSampleMutation = { drawSample: { sample: { id: string, size: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, account: string, name: string, role: Role, unreadCount: number, organization: { id: string, name: string } | null, enterprise: { id: string, name: string } | null, divisions: Array<{ code: string, name: string, level: Level }> } | null };

export type SessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsQuery = { viewer: { sessions: Array<{ id: string, createdAt: string, lastSeenAt: string, userAgent: string, current: boolean }> } | null };

export type EndSessionMutationVariables = Exact<{
  input: EndSessionInput;
}>;


export type EndSessionMutation = { endSession: { ended: boolean, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type OwnRolesQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnRolesQuery = { viewer: { roles: Array<{ id: string, role: Role, current: boolean, organization: { id: string, name: string } | null, division: { code: string, name: string } | null }> } | null };

export type OrdersOfProblemQueryVariables = Exact<{
  id: string | number;
}>;


export type OrdersOfProblemQuery = { problem: { id: string, supervisionOrders: Array<{ id: string, kind: SupervisionKind, kindText: string, note: string, issuedAt: string, replyBy: string | null, reply: string | null, repliedAt: string | null, status: SupervisionStatus, replyOverdue: boolean | null, issuedBy: { id: string, name: string } | null, organization: { id: string, name: string } | null }> } | null };

export type OrderFragment = { id: string, kind: SupervisionKind, kindText: string, note: string, issuedAt: string, replyBy: string | null, reply: string | null, repliedAt: string | null, status: SupervisionStatus, replyOverdue: boolean | null, issuedBy: { id: string, name: string } | null, organization: { id: string, name: string } | null };

export type OrdersQueryVariables = Exact<{
  filter?: SupervisionOrderFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type OrdersQuery = { supervisionOrders: { totalCount: number, nodes: Array<{ id: string, kind: SupervisionKind, kindText: string, note: string, issuedAt: string, replyBy: string | null, reply: string | null, repliedAt: string | null, status: SupervisionStatus, replyOverdue: boolean | null, problem: { id: string, number: string, title: string } | null, issuedBy: { id: string, name: string } | null, organization: { id: string, name: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type SuperviseMutationVariables = Exact<{
  input: SuperviseInput;
}>;


export type SuperviseMutation = { supervise: { supervisionOrder: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ReplySupervisionMutationVariables = Exact<{
  input: ReplySupervisionInput;
}>;


export type ReplySupervisionMutation = { replySupervision: { supervisionOrder: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type EscalateProblemMutationVariables = Exact<{
  input: EscalateProblemInput;
}>;


export type EscalateProblemMutation = { escalateProblem: { problem: { id: string, version: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ReconciliationsQueryVariables = Exact<{
  divisionCode: string;
  from: string;
  to: string;
}>;


export type ReconciliationsQuery = { reconciliations: Array<{ received: number, waitingSignature: number, handling: number, replied: number, closed: number, returned: number, overdue: number, organization: { id: string, name: string } }> };

export type ReconcileUnitQueryVariables = Exact<{
  organizationId: string | number;
  from: string;
  to: string;
}>;


export type ReconcileUnitQuery = { reconcile: { received: number, waitingSignature: number, handling: number, replied: number, closed: number, returned: number, overdue: number, organization: { id: string, name: string } } | null };

export type BehindNumberQueryVariables = Exact<{
  filter?: DispatchFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type BehindNumberQuery = { dispatches: { totalCount: number, nodes: Array<{ id: string, statusText: string, lamp: Lamp | null, dueText: string | null, dispatchedAt: string, round: number, problem: { id: string, number: string, title: string, enterprise: { id: string, name: string } | null } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type TripsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type TripsQuery = { supervisionGroups: { nodes: Array<{ id: string, name: string, current: boolean, mine: boolean, startsOn: string, endsOn: string | null, tripCount: number, division: { code: string, name: string }, divisions: Array<{ code: string, name: string }>, members: Array<{ id: string, name: string }> }> }, supervisionTrips: { totalCount: number, nodes: Array<{ id: string, from: string, to: string, purpose: string, done: boolean, summary: string | null, findingCount: number, raisedCount: number, group: { id: string, name: string, mine: boolean }, division: { code: string, name: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type TripFindingsQueryVariables = Exact<{
  id: string | number;
}>;


export type TripFindingsQuery = { supervisionTrip: { id: string, findings: { nodes: Array<{ id: string, text: string, foundAt: string, foundBy: { id: string, name: string } | null, enterprise: { id: string, name: string } | null, organization: { id: string, name: string } | null, problem: { id: string, number: string, title: string } | null, raisedProblem: { id: string, number: string } | null, raisedOrder: { id: string, kindText: string, status: SupervisionStatus } | null }> } } | null };

export type FindSubjectQueryVariables = Exact<{
  text: string;
}>;


export type FindSubjectQuery = { enterprises: { nodes: Array<{ id: string, name: string }> }, problems: { nodes: Array<{ id: string, number: string, title: string }> } };

export type SaveTripMutationVariables = Exact<{
  input: SaveSupervisionTripInput;
}>;


export type SaveTripMutation = { saveSupervisionTrip: { supervisionTrip: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type RecordFindingMutationVariables = Exact<{
  input: RecordFindingInput;
}>;


export type RecordFindingMutation = { recordFinding: { finding: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type RaiseFindingMutationVariables = Exact<{
  input: RaiseFindingInput;
}>;


export type RaiseFindingMutation = { raiseFinding: { finding: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type FindSupervisorsQueryVariables = Exact<{
  filter?: CadreFilter | null | undefined;
  first: number;
}>;


export type FindSupervisorsQuery = { supervisors: { totalCount: number, nodes: Array<{ id: string, name: string, organization: { id: string, name: string } | null }> } };

export type SaveSupervisionGroupMutationVariables = Exact<{
  input: SaveSupervisionGroupInput;
}>;


export type SaveSupervisionGroupMutation = { saveSupervisionGroup: { supervisionGroup: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type SupportFactsFragment = { id: string, plan: string, startsOn: string, outcome: SupportOutcome | null, closedAt: string | null, leads: boolean, mine: boolean, followUpCount: number, lastFollowedAt: string | null, leader: { id: string, name: string }, members: Array<{ id: string, name: string }> };

export type SupportPlansQueryVariables = Exact<{
  filter?: SupportPlanFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SupportPlansQuery = { supportPlans: { totalCount: number, nodes: Array<{ id: string, plan: string, startsOn: string, outcome: SupportOutcome | null, closedAt: string | null, leads: boolean, mine: boolean, followUpCount: number, lastFollowedAt: string | null, enterprise: { id: string, name: string, division: { code: string, name: string } } | null, leader: { id: string, name: string }, members: Array<{ id: string, name: string }> }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type SupportPlanQueryVariables = Exact<{
  id: string | number;
}>;


export type SupportPlanQuery = { supportPlan: { id: string, plan: string, startsOn: string, outcome: SupportOutcome | null, closedAt: string | null, leads: boolean, mine: boolean, followUpCount: number, lastFollowedAt: string | null, enterprise: { id: string, name: string } | null, leader: { id: string, name: string }, members: Array<{ id: string, name: string }> } | null };

export type SupportEntriesQueryVariables = Exact<{
  id: string | number;
  first: number;
  after?: string | null | undefined;
}>;


export type SupportEntriesQuery = { supportPlan: { id: string, entries: { totalCount: number, nodes: Array<{ id: string, kind: SupportPlanEntryKind, text: string, at: string, by: { id: string, name: string } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type SaveSupportPlanMutationVariables = Exact<{
  input: SaveSupportPlanInput;
}>;


export type SaveSupportPlanMutation = { saveSupportPlan: { supportPlan: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type FollowSupportPlanMutationVariables = Exact<{
  input: FollowSupportPlanInput;
}>;


export type FollowSupportPlanMutation = { followSupportPlan: { supportPlan: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type CloseSupportPlanMutationVariables = Exact<{
  input: CloseSupportPlanInput;
}>;


export type CloseSupportPlanMutation = { closeSupportPlan: { supportPlan: { id: string } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type CheckInMutationVariables = Exact<{
  input: CheckInInput;
}>;


export type CheckInMutation = { checkIn: { heldRecord: { id: string, photosExpected: number, photosReceived: number } | null, visit: { id: string, checkInResult: CheckInResult, distance: number | null, accuracy: number | null, capturedAt: string, receivedAt: string, flags: Array<VisitFlag>, photosExpected: number, photosReceived: number } | null, receipt: { id: string, photos: Array<string> } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type VisitQueryVariables = Exact<{
  id: string | number;
}>;


export type VisitQuery = { visit: { id: string, checkInResult: CheckInResult, distance: number | null, accuracy: number | null, capturedAt: string, receivedAt: string, flags: Array<VisitFlag>, reason: string | null, note: string | null, photosExpected: number, photosReceived: number, enterprise: { id: string, name: string } | null } | null };

export * from './documents/document';
export * from './documents/batch';
export * from './documents/cadre';
export * from './documents/chain';
export * from './documents/deadline';
export * from './documents/desk';
export * from './documents/enterprise';
export * from './documents/evaluation';
export * from './documents/held';
export * from './documents/inbox';
export * from './documents/leader';
export * from './documents/liaison';
export * from './documents/location';
export * from './documents/meeting';
export * from './documents/outbound';
export * from './documents/outbox';
export * from './documents/pack';
export * from './documents/paper';
export * from './documents/policy';
export * from './documents/problem';
export * from './documents/reception';
export * from './documents/resident';
export * from './documents/sample';
export * from './documents/session';
export * from './documents/supervision';
export * from './documents/support';
export * from './documents/visit';
