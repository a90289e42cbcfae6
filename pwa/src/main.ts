import { createApp, watch } from 'vue'
import App from './App.vue'
import { announce } from './features/inbox/announce'
import { keepPack } from './features/pack/keepPack'
import { watchNetwork } from './gql/reach'
import { onNews } from './live/news'
import { startLive } from './live/stream'
import { forgetOld, openEarly } from './offline/cache'
import { drain, startSender } from './offline/sender'
import { sealWork } from './offline/work'
import { router } from './routes'
import { expired, followOtherTabs, recallViewer, refreshViewer, viewer } from './session'
import { startShell, survivePassing } from './shell'
import { startLook } from './ui/look'
import './ui/css/tokens.css'
import './ui/css/base.css'
import './ui/css/chrome.css'
import './ui/css/badge.css'
import './ui/css/list.css'
import './ui/css/form.css'
import './ui/css/overlay.css'

const soon = 1_000

void start()

/** The screen first; what goes on behind it begins when it is there, or does not come at once. No code waits for this file: screens import what lies beside it. */
async function start() {
  startLook()
  watchNetwork()
  await recallViewer()
  if (viewer.value) openEarly(viewer.value.id)
  survivePassing(router)
  await Promise.race([show(), new Promise(resolve => setTimeout(resolve, soon))])

  setTimeout(tidy, 20_000)
  document.addEventListener('visibilitychange', comeBack)
  comeBack()
  void startShell()
  startSender()
  keepPack()
  startLive()
  onNews(announce)
  followOtherTabs()
  watch([() => viewer.value?.id, expired], () => void drain({ hurry: true }))
}

/** Shows the first screen once its code is there; where that does not come, what can be shown. */
async function show() {
  const app = createApp(App).use(router)
  await router.isReady().catch(() => {})
  app.mount('#app')
}

/** Once the first screen is long there. */
function tidy() {
  void forgetOld(viewer.value?.id ?? '').catch(() => {})
}

/** Whoever looks at the app again sees whether the session still holds and what is new in the inbox. */
function comeBack() {
  if (document.visibilityState === 'visible' && viewer.value) void refreshed().catch(() => {})
}

async function refreshed() {
  await refreshViewer()
  if (viewer.value) await sealWork(viewer.value.id) // signed in before this app could seal
}
