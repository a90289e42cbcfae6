// Before the first paint: the size of type, the theme and the motion that this phone was set to (src/ui/look.ts).
;(() => {
  const root = document.documentElement.dataset
  const saved = JSON.parse(localStorage.getItem('lianqi.look') || '{}')
  if (saved.large) root.large = saved.large
  if (saved.motion === 'off') root.motion = 'off'
  const dark = saved.theme ? saved.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  root.theme = dark ? 'dark' : 'light'
})()
