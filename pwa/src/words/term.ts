// Chinese words for the members of the contract's enums that people choose or read without a text from the server.
import type {
  AssignmentRole,
  CadreRank,
  CheckInResult,
  DispatchLine,
  DispatchRole,
  EnterpriseTier,
  Grade,
  Lamp,
  ProblemCategory,
  ResolutionRoute,
  Role,
  Sector,
} from '@/gql/graphql'

export const category: Record<ProblemCategory, string> = {
  FINANCE: '融资',
  LABOUR: '用工',
  LAND: '用地',
  POLICY_PAYMENT: '政策兑现',
  ENERGY: '用能',
  PERMIT: '审批证照',
  TRANSPORT: '交通出行',
  LOGISTICS: '物流',
  TALENT: '人才',
  TAX: '税费',
  ENVIRONMENT: '周边环境',
  MARKET: '市场',
  TECH: '技术',
  LEGAL: '涉法涉诉',
  EPIDEMIC: '疫情防控',
  OTHER: '其他',
}

export const checkInResult: Record<CheckInResult, string> = {
  IN_RANGE: '范围内',
  UNCERTAIN: '待核实',
  OUT_OF_RANGE: '范围外',
  NO_FIX: '无定位',
}

export const lamp: Record<Lamp, string> = { GREEN: '正常', YELLOW: '临期', RED: '超期' }

export const line: Record<DispatchLine, string> = { TERRITORY: '属地线', INDUSTRY: '行业线', FUNCTIONAL: '职能线' }

export const dispatchRole: Record<DispatchRole, string> = { LEAD: '主办', CO: '协办' }

/** How a problem is solved (D7). */
export const resolutionRoute: Record<ResolutionRoute, string> = {
  ON_SITE: '现场解决',
  SINGLE_UNIT: '单位直接办理',
  TASK_FORCE: '专班推进',
  GOVERNMENT_STUDY: '政府研判',
  ONE_ENTERPRISE_ONE_POLICY: '一企一策',
  LEADER_DEMONSTRATION: '领导示范',
  ON_SITE_MEETING: '现场办公会',
}

export const assignmentRole: Record<AssignmentRole, string> = { LEAD: '主责', MEMBER: '成员' }

/** The ranks of cadres (A2). */
export const cadreRank: Record<CadreRank, string> = { LEADER: '县级领导', SECTION: '科级', STAFF: '一般干部' }

export const grade: Record<Grade, string> = {
  VERY_SATISFIED: '非常满意',
  SATISFIED: '满意',
  BASICALLY_SATISFIED: '基本满意',
  DISSATISFIED: '不满意',
  VERY_DISSATISFIED: '非常不满意',
}

export const sector: Record<Sector, string> = {
  INDUSTRY: '工业',
  CONSTRUCTION: '建筑业',
  TRADE_CATERING: '批零住餐业',
  SERVICE: '服务业',
  AGRICULTURE: '农业',
}

export const tier: Record<EnterpriseTier, string> = {
  INNOVATIVE: '创新型中小企业',
  SPECIALIZED: '专精特新',
  LITTLE_GIANT: '小巨人',
  CHAMPION: '单项冠军',
}

export const role: Record<Role, string> = {
  LINK_CADRE: '联企干部',
  RESIDENT_CADRE: '驻企干部',
  DEPARTMENT_HANDLER: '承办单位',
  OFFICE: '联企办',
  LEADER: '领导',
  SUPERVISOR: '督导组',
  ENTERPRISE_CONTACT: '企业联系人',
  ADMIN: '系统管理员',
  THIRD_PARTY_APP: '第三方应用',
  SYSTEM: '系统',
}
