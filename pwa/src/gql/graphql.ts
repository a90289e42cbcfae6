/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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
  | 'INTERNAL';

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
  | 'THIRD_PARTY_APP';

/** Ends a session. */
export type EndSessionInput = {
  /** The session's id. */
  sessionId: string | number;
};

/** Which notices were read. */
export type ReadNoticesInput = {
  /** The newest notice that was on the screen. */
  upToId: string | number;
};

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
  /** The phone's clock is more than five minutes ahead. */
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
  /** Why it is not in range, in the cadre's words. */
  reason?: string | null | undefined;
  /** What was seen and told. */
  note?: string | null | undefined;
  /** At most 9 photos. */
  photos?: Array<PhotoInput>;
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
  /** 报进展 (reportProgress) */
  | 'REPORT_PROGRESS'
  /** 答复 (replyDispatch) */
  | 'REPLY'
  /** 申请退单 (requestReturn) */
  | 'REQUEST_RETURN'
  /** 申请挂账 (requestLongTerm) */
  | 'REQUEST_LONG_TERM'
  /** 恢复办理 (resumeHandling) */
  | 'RESUME'
  /** 裁定退单 (ruleOnReturn) */
  | 'RULE_ON_RETURN'
  /** 审批挂账 (ruleOnLongTerm) */
  | 'RULE_ON_LONG_TERM'
  /** 审核通过 (reviewReply ACCEPT) */
  | 'ACCEPT_REPLY'
  /** 退回重办 (reviewReply SEND_BACK) */
  | 'SEND_BACK'
  /** 评价 (evaluateProblem) */
  | 'EVALUATE'
  /** 回访: the firm was asked to evaluate and did not answer in time (recordCallback) */
  | 'RECORD_CALLBACK'
  /** 重新办理 (reopenProblem) */
  | 'REOPEN';

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
  /** 报告进展 */
  | 'PROGRESS'
  /** 申请退单 */
  | 'RETURN_REQUESTED'
  /** 同意退单 */
  | 'RETURN_APPROVED'
  /** 不同意退单 */
  | 'RETURN_DENIED'
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
  /** 回访后销号 */
  | 'CLOSED_UNANSWERED'
  /** 重新办理 */
  | 'REOPENED';

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

/** Which problems; all members must hold. */
export type ProblemFilter = {
  /** In this division or below. */
  divisionCode?: string | null | undefined;
  /** In one of these states. */
  status?: Array<ProblemStatus> | null | undefined;
  /** About one of these. */
  category?: Array<ProblemCategory> | null | undefined;
  /** Ever handed to this unit. */
  organizationId?: string | number | null | undefined;
  /** Of this enterprise. */
  enterpriseId?: string | number | null | undefined;
  /** In this park. */
  parkId?: string | number | null | undefined;
  /** Past its date and unanswered, or not. */
  overdue?: boolean | null | undefined;
  /** Not final: neither rejected, merged, withdrawn nor closed; or final. */
  open?: boolean | null | undefined;
  /** Reported by the reader, or waiting for the reader's own unit. */
  mine?: boolean | null | undefined;
  /** One of the reader's own unit's dispatches stands in one of these. */
  dispatchStatus?: Array<DispatchStatus> | null | undefined;
  /** Burning one of these lamps. */
  lamp?: Array<Lamp> | null | undefined;
  /** Whose number, title or enterprise's name contains this. */
  text?: string | null | undefined;
};

/** A problem, as it was captured. */
export type ReportProblemInput = {
  /** The client's own UUIDv7. */
  id: string | number;
  /** Whose problem. */
  enterpriseId: string | number;
  /** The check-in on which it was found; may still be on its way, then send the visit first. */
  visitId?: string | number | null | undefined;
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
  /** At most 9 photos. */
  photos?: Array<PhotoInput>;
  /** Whether only its parties may read it. */
  confidential?: boolean;
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

/** The enterprise takes it back. */
export type WithdrawProblemInput = {
  /** Which problem. */
  problemId: string | number;
  /** The version on the screen (R1). */
  expectedVersion: number;
  /** Why. */
  reason: string;
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

export type MyEnterprisesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type MyEnterprisesQuery = { viewer: { enterprises: { totalCount: number, nodes: Array<{ id: string, name: string, address: string | null, isKey: boolean, isDemo: boolean, fenceRadius: number, openProblemCount: number, lamp: Lamp | null, visitCount30d: number, location: { lon: number, lat: number } | null, park: { id: string, name: string } | null, division: { code: string, name: string }, lastVisit: { id: string, checkedInAt: string, checkInResult: CheckInResult } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type EnterpriseQueryVariables = Exact<{
  id: string | number;
}>;


export type EnterpriseQuery = { enterprise: { id: string, name: string, kind: EnterpriseKind, uscc: string | null, address: string | null, isKey: boolean, isDemo: boolean, sector: Sector | null, tier: EnterpriseTier | null, industryCode: string | null, fenceRadius: number, locationFlag: LocationFlag | null, visitCount30d: number, openProblemCount: number, lamp: Lamp | null, location: { lon: number, lat: number } | null, park: { id: string, name: string } | null, division: { code: string, name: string }, contacts: Array<{ id: string, name: string, post: string | null, phone: string }>, assignments: Array<{ id: string, role: AssignmentRole, mode: AssignmentMode, cadre: { id: string, name: string, organization: { id: string, name: string } | null } }>, visits: { totalCount: number, nodes: Array<{ id: string, checkedInAt: string, checkInResult: CheckInResult, cadre: { id: string, name: string } }> }, problems: { totalCount: number, nodes: Array<{ id: string, number: string, title: string, statusText: string, lamp: Lamp | null, dueAt: string | null }> } } | null };

export type InboxQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type InboxQuery = { viewer: { unreadCount: number, notices: { nodes: Array<{ id: string, kind: ProblemEventKind, at: string, text: string, read: boolean, actionable: boolean, problem: { id: string, number: string, title: string, enterprise: { id: string, name: string } | null } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } } | null };

export type ReadNoticesMutationVariables = Exact<{
  input: ReadNoticesInput;
}>;


export type ReadNoticesMutation = { readNotices: { viewer: { id: string, unreadCount: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ReportProblemMutationVariables = Exact<{
  input: ReportProblemInput;
}>;


export type ReportProblemMutation = { reportProblem: { problem: { id: string, number: string, statusText: string, photosExpected: number, photosReceived: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type SupplementProblemMutationVariables = Exact<{
  input: SupplementProblemInput;
}>;


export type SupplementProblemMutation = { supplementProblem: { problem: { id: string, number: string, photosExpected: number, photosReceived: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ReportProgressMutationVariables = Exact<{
  input: ReportProgressInput;
}>;


export type ReportProgressMutation = { reportProgress: { problem: { id: string, number: string, photosExpected: number, photosReceived: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type ReplyDispatchMutationVariables = Exact<{
  input: ReplyDispatchInput;
}>;


export type ReplyDispatchMutation = { replyDispatch: { problem: { id: string, number: string, photosExpected: number, photosReceived: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

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


export type ProblemQuery = { problem: { id: string, number: string, title: string, description: string, demand: string | null, category: ProblemCategory, statusText: string, lamp: Lamp | null, dueAt: string | null, dueReason: string | null, round: number, version: number, capturedAt: string, photosExpected: number, photosReceived: number, allowedActions: Array<ProblemAction>, rejectReason: RejectReason | null, enterprise: { id: string, name: string } | null, reporter: { id: string, name: string } | null, dispatches: Array<{ id: string, line: DispatchLine, role: DispatchRole, statusText: string, dueAt: string, dispatchedAt: string, signedAt: string | null, repliedAt: string | null, reply: string | null, organization: { id: string, name: string } }>, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean, takenAt: string | null }>, events: { nodes: Array<{ id: string, kind: ProblemEventKind, kindText: string, at: string, note: string | null, actorRole: Role, actor: { id: string, name: string } | null, organization: { id: string, name: string } | null, photos: Array<{ id: string, url: string, thumbnailUrl: string, received: boolean }> }> }, evaluation: { solved: boolean, grade: Grade, comment: string | null } | null } | null };

export type MyProblemsQueryVariables = Exact<{
  filter?: ProblemFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type MyProblemsQuery = { problems: { totalCount: number, nodes: Array<{ id: string, number: string, title: string, statusText: string, lamp: Lamp | null, dueAt: string | null, category: ProblemCategory, capturedAt: string, closedAt: string | null, allowedActions: Array<ProblemAction>, enterprise: { id: string, name: string } | null, leadOrganization: { id: string, name: string } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, account: string, name: string, role: Role, unreadCount: number, organization: { id: string, name: string } | null, enterprise: { id: string, name: string } | null, divisions: Array<{ code: string, name: string, level: Level }> } | null };

export type SessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsQuery = { viewer: { sessions: Array<{ id: string, createdAt: string, lastSeenAt: string, userAgent: string, current: boolean }> } | null };

export type EndSessionMutationVariables = Exact<{
  input: EndSessionInput;
}>;


export type EndSessionMutation = { endSession: { ended: boolean, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export type CheckInMutationVariables = Exact<{
  input: CheckInInput;
}>;


export type CheckInMutation = { checkIn: { visit: { id: string, checkInResult: CheckInResult, distance: number | null, accuracy: number | null, capturedAt: string, receivedAt: string, flags: Array<VisitFlag>, photosExpected: number, photosReceived: number } | null, userErrors: Array<{ code: ErrorCode, field: Array<string> | null, message: string }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const MyEnterprisesDocument = new TypedDocumentString(`
    query MyEnterprises($first: Int!, $after: String) {
  viewer {
    enterprises(first: $first, after: $after) {
      totalCount
      nodes {
        id
        name
        address
        isKey
        isDemo
        fenceRadius
        location {
          lon
          lat
        }
        park {
          id
          name
        }
        division {
          code
          name
        }
        openProblemCount
        lamp
        visitCount30d
        lastVisit {
          id
          checkedInAt
          checkInResult
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyEnterprisesQuery, MyEnterprisesQueryVariables>;
export const EnterpriseDocument = new TypedDocumentString(`
    query Enterprise($id: ID!) {
  enterprise(id: $id) {
    id
    name
    kind
    uscc
    address
    isKey
    isDemo
    sector
    tier
    industryCode
    fenceRadius
    locationFlag
    visitCount30d
    openProblemCount
    lamp
    location {
      lon
      lat
    }
    park {
      id
      name
    }
    division {
      code
      name
    }
    contacts {
      id
      name
      post
      phone
    }
    assignments {
      id
      role
      mode
      cadre {
        id
        name
        organization {
          id
          name
        }
      }
    }
    visits(first: 5) {
      totalCount
      nodes {
        id
        checkedInAt
        checkInResult
        cadre {
          id
          name
        }
      }
    }
    problems(first: 10) {
      totalCount
      nodes {
        id
        number
        title
        statusText
        lamp
        dueAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EnterpriseQuery, EnterpriseQueryVariables>;
export const InboxDocument = new TypedDocumentString(`
    query Inbox($first: Int!, $after: String) {
  viewer {
    unreadCount
    notices(first: $first, after: $after) {
      nodes {
        id
        kind
        at
        text
        read
        actionable
        problem {
          id
          number
          title
          enterprise {
            id
            name
          }
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InboxQuery, InboxQueryVariables>;
export const ReadNoticesDocument = new TypedDocumentString(`
    mutation ReadNotices($input: ReadNoticesInput!) {
  readNotices(input: $input) {
    viewer {
      id
      unreadCount
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReadNoticesMutation, ReadNoticesMutationVariables>;
export const ReportProblemDocument = new TypedDocumentString(`
    mutation ReportProblem($input: ReportProblemInput!) {
  reportProblem(input: $input) {
    problem {
      id
      number
      statusText
      photosExpected
      photosReceived
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReportProblemMutation, ReportProblemMutationVariables>;
export const SupplementProblemDocument = new TypedDocumentString(`
    mutation SupplementProblem($input: SupplementProblemInput!) {
  supplementProblem(input: $input) {
    problem {
      id
      number
      photosExpected
      photosReceived
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SupplementProblemMutation, SupplementProblemMutationVariables>;
export const ReportProgressDocument = new TypedDocumentString(`
    mutation ReportProgress($input: ReportProgressInput!) {
  reportProgress(input: $input) {
    problem {
      id
      number
      photosExpected
      photosReceived
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReportProgressMutation, ReportProgressMutationVariables>;
export const ReplyDispatchDocument = new TypedDocumentString(`
    mutation ReplyDispatch($input: ReplyDispatchInput!) {
  replyDispatch(input: $input) {
    problem {
      id
      number
      photosExpected
      photosReceived
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReplyDispatchMutation, ReplyDispatchMutationVariables>;
export const WithdrawProblemDocument = new TypedDocumentString(`
    mutation WithdrawProblem($input: WithdrawProblemInput!) {
  withdrawProblem(input: $input) {
    problem {
      id
      version
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawProblemMutation, WithdrawProblemMutationVariables>;
export const EvaluateProblemDocument = new TypedDocumentString(`
    mutation EvaluateProblem($input: EvaluateProblemInput!) {
  evaluateProblem(input: $input) {
    problem {
      id
      version
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EvaluateProblemMutation, EvaluateProblemMutationVariables>;
export const ProblemDocument = new TypedDocumentString(`
    query Problem($id: ID!) {
  problem(id: $id) {
    id
    number
    title
    description
    demand
    category
    statusText
    lamp
    dueAt
    dueReason
    round
    version
    capturedAt
    photosExpected
    photosReceived
    allowedActions
    enterprise {
      id
      name
    }
    reporter {
      id
      name
    }
    dispatches {
      id
      line
      role
      statusText
      dueAt
      dispatchedAt
      signedAt
      repliedAt
      reply
      organization {
        id
        name
      }
    }
    photos {
      id
      url
      thumbnailUrl
      received
      takenAt
    }
    events(first: 100) {
      nodes {
        id
        kind
        kindText
        at
        note
        actor {
          id
          name
        }
        actorRole
        organization {
          id
          name
        }
        photos {
          id
          url
          thumbnailUrl
          received
        }
      }
    }
    evaluation {
      solved
      grade
      comment
    }
    rejectReason
  }
}
    `) as unknown as TypedDocumentString<ProblemQuery, ProblemQueryVariables>;
export const MyProblemsDocument = new TypedDocumentString(`
    query MyProblems($filter: ProblemFilter, $first: Int!, $after: String) {
  problems(filter: $filter, first: $first, after: $after) {
    totalCount
    nodes {
      id
      number
      title
      statusText
      lamp
      dueAt
      category
      capturedAt
      closedAt
      allowedActions
      enterprise {
        id
        name
      }
      leadOrganization {
        id
        name
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<MyProblemsQuery, MyProblemsQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    account
    name
    role
    unreadCount
    organization {
      id
      name
    }
    enterprise {
      id
      name
    }
    divisions {
      code
      name
      level
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions {
  viewer {
    sessions {
      id
      createdAt
      lastSeenAt
      userAgent
      current
    }
  }
}
    `) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const EndSessionDocument = new TypedDocumentString(`
    mutation EndSession($input: EndSessionInput!) {
  endSession(input: $input) {
    ended
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const CheckInDocument = new TypedDocumentString(`
    mutation CheckIn($input: CheckInInput!) {
  checkIn(input: $input) {
    visit {
      id
      checkInResult
      distance
      accuracy
      capturedAt
      receivedAt
      flags
      photosExpected
      photosReceived
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CheckInMutation, CheckInMutationVariables>;