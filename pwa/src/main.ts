import { createApp, watch } from 'vue'
import App from './App.vue'
import { watchNetwork } from './gql/reach'
import { forgetOld } from './offline/cache'
import { router } from './routes'
import { expired, refreshViewer, viewer } from './session'
import { startShell } from './shell'
import { startLook } from './ui/look'
import './ui/css/tokens.css'
import './ui/css/base.css'
import './ui/css/chrome.css'
import './ui/css/badge.css'
import './ui/css/list.css'
import './ui/css/form.css'
import './ui/css/overlay.css'

startLook()
watchNetwork()
createApp(App).use(router).mount('#app')

if (viewer.value) {
  void forgetOld(viewer.value.id)
  void refreshViewer().catch(() => {})
}
void startShell()
void import('./offline/sender').then(({ drain, startSender }) => {
  startSender()
  watch([viewer, expired], () => void drain({ hurry: true }))
})
