// Every screen of the app in one table: its address, who may open it, and its place in the tabs.
import { createRouter, createWebHistory, type RouteComponent } from 'vue-router'
import { type Role, viewer } from './session'

export interface Screen {
  path: string
  component: () => Promise<RouteComponent>
  /** Who may open it; 'anyone' also without signing in. */
  roles: readonly Role[] | 'anyone'
  /** Its tab; the first tab of a role is where that role begins. */
  tab?: { word: string; icon: string }
}

const cadre: Role[] = ['LINK_CADRE', 'RESIDENT_CADRE']
const reporter: Role[] = [...cadre, 'ENTERPRISE_CONTACT']
const everyone: Role[] = [...reporter, 'OFFICE', 'DEPARTMENT_HANDLER', 'LEADER', 'SUPERVISOR', 'ADMIN']

export const screens: Screen[] = [
  { path: '/sign-in', component: () => import('./features/session/SignIn.vue'), roles: 'anyone' },
  {
    path: '/today',
    component: () => import('./features/today/Today.vue'),
    roles: cadre,
    tab: { word: '今日', icon: 'today' },
  },
  {
    path: '/reports',
    component: () => import('./features/problem/Reports.vue'),
    roles: reporter,
    tab: { word: '上报', icon: 'list' },
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
  { path: '/enterprises/:id', component: () => import('./features/enterprise/Enterprise.vue'), roles: everyone },
  { path: '/enterprises/:id/check-in', component: () => import('./features/visit/CheckIn.vue'), roles: cadre },
  { path: '/visits/:id', component: () => import('./features/visit/CheckInDone.vue'), roles: cadre },
  { path: '/problems/new', component: () => import('./features/problem/ProblemNew.vue'), roles: reporter },
  { path: '/problems/:id', component: () => import('./features/problem/Problem.vue'), roles: everyone },
  { path: '/problems/:id/supplement', component: () => import('./features/problem/Supplement.vue'), roles: reporter },
  { path: '/problems/:id/evaluate', component: () => import('./features/problem/Evaluate.vue'), roles: reporter },
  { path: '/outbox', component: () => import('./features/outbox/Outbox.vue'), roles: everyone },
]

/** The tabs of a role in the order of the table. */
export function tabsOf(role: Role) {
  return screens.flatMap(({ path, roles, tab }) => (tab && roles.includes(role) ? [{ path, ...tab }] : []))
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

router.beforeEach(to => {
  const roles = to.meta.roles as Screen['roles'] | undefined
  if (roles === 'anyone') return true
  if (!viewer.value) return { path: '/sign-in', query: to.path === '/' ? {} : { next: to.fullPath } }
  return roles?.includes(viewer.value.role) ? true : homeOf(viewer.value.role)
})
