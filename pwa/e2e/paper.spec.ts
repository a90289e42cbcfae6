// What leaves the system on paper and in workbooks.
import { desk, expect, phone, test } from './person'

interface Told {
  problems: { nodes: { id: string; title: string; documents: { number: string; heading: string }[] }[] }
}

test('a closed problem is printed: a page for each paper, black on white', async ({ open, ask, browserName }) => {
  const { problems } = await ask<Told>(
    'office-county',
    '{ problems(filter: { status: [CLOSED] }, first: 50) { nodes { id title documents { number heading } } } }',
  )
  const problem = problems.nodes.find(({ documents }) => documents.length > 2)
  if (!problem) throw new Error('the demo has no problem that was handed out and closed')
  const page = await open('office-county', { ...desk, colorScheme: 'dark' })
  await page.goto(`/problems/${problem.id}`)
  await page.getByRole('link', { name: '打印单据' }).click()
  const papers = page.getByRole('article')
  await expect(papers).toHaveCount(problem.documents.length)
  for (const [i, { number, heading }] of problem.documents.entries()) {
    await expect(papers.nth(i)).toContainText(heading)
    await expect(papers.nth(i)).toContainText(`编号：${number}`)
    await expect(papers.nth(i)).toContainText(problem.title)
  }
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('button', { name: '打印' })).toBeHidden()
  for (const paper of await papers.all()) {
    await expect(paper).toHaveCSS('color', 'rgb(0, 0, 0)')
    await expect(paper).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  }
  if (browserName === 'chromium') {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const pages = pdf.match(/\/Type\s*\/Page\b/g) ?? []
    expect(pages.length).toBeGreaterThanOrEqual(problem.documents.length)
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/) // A4
  }
  await page.emulateMedia({ media: 'screen' })
  await page.getByLabel('打印哪一张').selectOption({ index: 1 })
  await expect(papers).toHaveCount(1)
})

test('an office exports the problems that its filter shows, on the desk and on a phone', async ({ open }) => {
  for (const device of [desk, phone]) {
    const page = await open('office-county', device)
    await page.goto('/problems?stage=closed')
    const shown = Number((await page.getByText(/共 \d+ 件/).textContent())?.replace(/\D/g, ''))
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出台账' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^问题台账_.+_\d{8}\.xlsx$/)
    await expect(page.getByText(`已导出 ${shown} 行`)).toBeVisible()
  }
})

test('an office words the documents of its area', async ({ open }) => {
  const page = await open('office-411024', phone)
  await page.goto('/documents')
  await page.getByRole('button', { name: '办理反馈单' }).click()
  await page.getByLabel('编号规则').fill('{编号}')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('编号规则里要有 {编号} 和 {序号}')).toBeVisible()
  await page.getByLabel('编号规则').fill('{编号}-反馈{序号}')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('办理反馈单的文字已保存')).toBeVisible()
})
