// Every screen of the app in one table: its address, who may open it, and its place in the tabs.

import { createRouter, createWebHistory, type RouteComponent } from 'vue-router'
import SignIn from './features/session/SignIn.vue'
import { cameraLost } from './offline/camera'
import { type Role, viewer } from './session'

export interface Screen {
  path: string
  component: () => Promise<RouteComponent>
  /** Who may open it; 'anyone' also without signing in. */
  roles: readonly Role[] | 'anyone'
  /** Its tab; the first tab of a role is where that role begins. */
  tab?: Tab
}

export interface Tab {
  word: string
  icon: string
  /** Its word on the desk's rail, where there is room. */
  long?: string
  /** Who has the tab; everyone who may open the screen when absent. */
  roles?: readonly Role[]
}

const cadre: Role[] = ['LINK_CADRE', 'RESIDENT_CADRE']
const reporter: Role[] = [...cadre, 'ENTERPRISE_CONTACT']
const overseer: Role[] = ['OFFICE', 'LEADER', 'SUPERVISOR']
/** Who may lead, be of the team of, or oversee a support plan. */
const helper: Role[] = [...cadre, ...overseer, 'DEPARTMENT_HANDLER']
const everyone: Role[] = [...reporter, 'OFFICE', 'DEPARTMENT_HANDLER', 'LEADER', 'SUPERVISOR', 'ADMIN']

export const screens: Screen[] = [
  { path: '/sign-in', component: async () => SignIn, roles: 'anyone' },
  {
    path: '/today',
    component: () => import('./features/today/Today.vue'),
    roles: cadre,
    tab: { word: '今日', icon: 'today' },
  },
  { path: '/today/map', component: () => import('./features/enterprise/MyMap.vue'), roles: cadre },
  {
    path: '/reports',
    component: () => import('./features/problem/Reports.vue'),
    roles: reporter,
    tab: { word: '上报', icon: 'list' },
  },
  {
    path: '/triage',
    component: () => import('./features/desk/Triage.vue'),
    roles: ['OFFICE'],
    tab: { word: '研判', long: '研判交办', icon: 'filter' },
  },
  { path: '/batches', component: () => import('./features/batch/Batches.vue'), roles: ['OFFICE'] },
  {
    path: '/review',
    component: () => import('./features/desk/Review.vue'),
    roles: ['OFFICE'],
    tab: { word: '审核', long: '答复审核', icon: 'okc' },
  },
  {
    path: '/requests',
    component: () => import('./features/desk/Requests.vue'),
    roles: ['OFFICE'],
    tab: { word: '裁定', long: '申请裁定', icon: 'ret' },
  },
  {
    path: '/work',
    component: () => import('./features/desk/Handler.vue'),
    roles: ['DEPARTMENT_HANDLER'],
    tab: { word: '办件', long: '本单位办件', icon: 'list' },
  },
  {
    path: '/supervision',
    component: () => import('./features/desk/Supervision.vue'),
    roles: ['SUPERVISOR'],
    tab: { word: '督办', long: '督办红名单', icon: 'flag' },
  },
  {
    path: '/callbacks',
    component: () => import('./features/desk/Callbacks.vue'),
    roles: ['OFFICE', 'SUPERVISOR'],
    tab: { word: '回访', long: '回访与回头看', icon: 'phone' },
  },
  {
    path: '/overview',
    component: () => import('./features/leader/Dashboard.vue'),
    roles: ['LEADER'],
    tab: { word: '总览', icon: 'chart' },
  },
  {
    path: '/meetings',
    component: () => import('./features/meeting/Meetings.vue'),
    roles: overseer,
    tab: { word: '会议', icon: 'users', roles: ['OFFICE', 'LEADER'] },
  },
  { path: '/meetings/:id', component: () => import('./features/meeting/Meeting.vue'), roles: overseer },
  {
    path: '/enterprises',
    component: () => import('./features/desk/Enterprises.vue'),
    roles: ['OFFICE', 'ADMIN'],
    tab: { word: '企业', long: '企业与干部', icon: 'users' },
  },
  {
    path: '/problems',
    component: () => import('./features/desk/Problems.vue'),
    roles: overseer,
    tab: { word: '问题', long: '全部问题', icon: 'doc', roles: ['OFFICE', 'SUPERVISOR'] },
  },
  {
    path: '/statistics',
    component: () => import('./features/leader/Dashboard.vue'),
    roles: ['OFFICE', 'SUPERVISOR'],
    tab: { word: '统计', icon: 'chart' },
  },
  {
    path: '/map',
    component: () => import('./features/leader/LeaderMap.vue'),
    roles: overseer,
    tab: { word: '地图', icon: 'map' },
  },
  {
    path: '/receptions',
    component: () => import('./features/reception/Receptions.vue'),
    roles: ['OFFICE', 'ENTERPRISE_CONTACT'],
    tab: { word: '接待', long: '接待日和座谈', icon: 'calendar', roles: ['OFFICE'] },
  },
  {
    path: '/deadlines',
    component: () => import('./features/deadline/Deadlines.vue'),
    roles: ['OFFICE', 'ADMIN'],
    tab: { word: '时限', long: '时限与日历', icon: 'clock' },
  },
  {
    path: '/outbound',
    component: () => import('./features/outbound/Outbound.vue'),
    roles: ['ADMIN'],
    tab: { word: '外发', long: '外发设置', icon: 'send' },
  },
  {
    path: '/inbox',
    component: () => import('./features/inbox/Inbox.vue'),
    roles: everyone,
    tab: { word: '消息', icon: 'bell' },
  },
  {
    path: '/me',
    component: () => import('./features/settings/Settings.vue'),
    roles: everyone,
    tab: { word: '我的', icon: 'user' },
  },
  {
    path: '/orders',
    component: () => import('./features/supervision/OrdersPage.vue'),
    roles: [...overseer, 'DEPARTMENT_HANDLER'],
  },
  {
    path: '/reconcile',
    component: () => import('./features/supervision/Reconcile.vue'),
    roles: [...overseer, 'DEPARTMENT_HANDLER'],
  },
  { path: '/chains', component: () => import('./features/chain/Chains.vue'), roles: overseer },
  { path: '/chains/:id', component: () => import('./features/chain/Chain.vue'), roles: overseer },
  { path: '/supports', component: () => import('./features/support/Supports.vue'), roles: helper },
  { path: '/supports/:id', component: () => import('./features/support/Support.vue'), roles: helper },
  { path: '/trips', component: () => import('./features/supervision/Trips.vue'), roles: overseer },
  { path: '/cadres', component: () => import('./features/cadre/Cadres.vue'), roles: ['OFFICE'] },
  { path: '/enterprises/:id', component: () => import('./features/enterprise/Enterprise.vue'), roles: everyone },
  { path: '/enterprises/:id/check-in', component: () => import('./features/visit/CheckIn.vue'), roles: cadre },
  {
    path: '/residence',
    component: () => import('./features/resident/Residence.vue'),
    roles: cadre,
    tab: { word: '驻企', icon: 'factory', roles: ['RESIDENT_CADRE'] },
  },
  { path: '/enterprises/:id/log', component: () => import('./features/resident/WriteLog.vue'), roles: cadre },
  { path: '/resident-logs', component: () => import('./features/resident/ResidentLogs.vue'), roles: overseer },
  { path: '/policies', component: () => import('./features/policy/Policies.vue'), roles: everyone },
  { path: '/policies/print', component: () => import('./features/policy/PolicyBook.vue'), roles: everyone },
  { path: '/policies/new', component: () => import('./features/policy/PolicyEdit.vue'), roles: ['OFFICE'] },
  { path: '/policies/:id', component: () => import('./features/policy/Policy.vue'), roles: everyone },
  { path: '/policies/:id/edit', component: () => import('./features/policy/PolicyEdit.vue'), roles: ['OFFICE'] },
  { path: '/visits/:id', component: () => import('./features/visit/CheckInDone.vue'), roles: cadre },
  { path: '/problems/new', component: () => import('./features/problem/ProblemNew.vue'), roles: reporter },
  { path: '/problems/:id', component: () => import('./features/problem/Problem.vue'), roles: everyone },
  {
    path: '/receptions/:id',
    component: () => import('./features/reception/Reception.vue'),
    roles: ['OFFICE', 'ENTERPRISE_CONTACT'],
  },
  { path: '/print/:id', component: () => import('./features/paper/Print.vue'), roles: everyone },
  { path: '/documents', component: () => import('./features/paper/Templates.vue'), roles: ['OFFICE'] },
  { path: '/problems/:id/supplement', component: () => import('./features/problem/Supplement.vue'), roles: reporter },
  { path: '/problems/:id/evaluate', component: () => import('./features/problem/Evaluate.vue'), roles: reporter },
  { path: '/locations', component: () => import('./features/location/Locations.vue'), roles: ['OFFICE', 'ADMIN'] },
  { path: '/held', component: () => import('./features/held/Held.vue'), roles: ['OFFICE'] },
  { path: '/samples', component: () => import('./features/sample/Samples.vue'), roles: ['OFFICE', 'SUPERVISOR'] },
  {
    path: '/samples/:id',
    component: () => import('./features/sample/SampleDesk.vue'),
    roles: ['OFFICE', 'SUPERVISOR'],
  },
  { path: '/e/:token', component: () => import('./features/evaluation/ScorePage.vue'), roles: 'anyone' },
  { path: '/diagnostics', component: () => import('./features/settings/Diagnostics.vue'), roles: everyone },
  { path: '/outbox', component: () => import('./features/outbox/Outbox.vue'), roles: everyone },
]

/** The tabs of a role in the order of the table. */
export function tabsOf(role: Role) {
  return screens.flatMap(({ path, roles, tab }) =>
    tab && (tab.roles ?? roles).includes(role) ? [{ path, ...tab }] : [],
  )
}

/** Where a role begins. */
export function homeOf(role: Role): string {
  return tabsOf(role)[0]?.path ?? '/me'
}

const home = () => (viewer.value ? homeOf(viewer.value.role) : '/sign-in')

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...screens.map(({ path, component, roles }) => ({ path, component, props: true, meta: { roles } })),
    { path: '/', redirect: home },
    { path: '/:rest(.*)', redirect: home },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

/** Where an app that starts anew goes first: back to the form from which the camera was opened when it was thrown out. */
let first = true

router.beforeEach(to => {
  const lost = first && to.redirectedFrom?.path === '/' ? cameraLost() : null
  first = false
  if (lost && viewer.value) return lost
  const roles = to.meta.roles as Screen['roles'] | undefined
  if (roles === 'anyone') return true
  if (!viewer.value) return { path: '/sign-in', query: to.path === '/' ? {} : { next: to.fullPath } }
  return roles?.includes(viewer.value.role) ? true : homeOf(viewer.value.role)
})
