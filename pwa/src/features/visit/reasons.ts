/** Why an honest check-in may lie outside the fence; the words go to the office as they stand. */
export const reasons = [
  { value: '企业登记的位置不准', word: '企业登记的位置不准', more: '提交后会一并建议修正坐标' },
  { value: '在企业的另一厂区或工地', word: '在企业的另一厂区或工地' },
  { value: '陪企业在外办事', word: '陪企业在外办事（银行、部门）' },
  { value: '其他', word: '其他', more: '在说明里写一句' },
]
