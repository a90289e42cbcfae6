import { expect, test } from 'vitest'
import { check, freshForm } from './form'

const filled = { ...freshForm(), description: '租金太高', category: 'LAND' as const }

test.each([
  { name: 'an empty form', form: freshForm(), photos: 0, byFirm: false, bad: ['description', 'category'] },
  { name: 'a filled one', form: filled, photos: 0, byFirm: false, bad: [] },
  {
    name: 'solved on site without a photo',
    form: { ...filled, how: 'ON_SITE' as const },
    photos: 0,
    byFirm: false,
    bad: ['how'],
  },
  {
    name: 'solved on site with a photo',
    form: { ...filled, how: 'ON_SITE' as const },
    photos: 1,
    byFirm: false,
    bad: [],
  },
  {
    name: 'solved by the firm’s own word',
    form: { ...filled, how: 'ON_SITE' as const },
    photos: 0,
    byFirm: true,
    bad: [],
  },
])('$name', ({ form, photos, byFirm, bad }) => {
  expect(Object.keys(check(form, photos, byFirm))).toEqual(bad)
})
