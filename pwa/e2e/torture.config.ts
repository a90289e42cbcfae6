import { defineConfig } from '@playwright/test'
import base from './playwright.config'

/** Started by `make torture BROWSERS=2`: the harness has servers of its own, and each phone its own way to them. */
export default defineConfig({
  ...base,
  testMatch: 'torture.phone.ts',
  globalSetup: undefined,
  fullyParallel: true,
  timeout: 0,
})
