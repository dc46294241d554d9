import { expect, test } from 'vitest'
import { serial_code_in } from '../src/lib/serial_code.ts'

test('M-06: the code of a slip is read out of its link, and no other link holds one', () => {
  expect(serial_code_in('https://hagukumi.example.jp/202029/receive#7K3M-Q9TD-2HVX')).toBe('7K3M-Q9TD-2HVX')
  expect(serial_code_in(' https://hagukumi.example.jp/202029/receive#7K3M%2DQ9TD\n')).toBe('7K3M-Q9TD')
  for (const other of ['https://hagukumi.example.jp/202029/q/abc', 'https://example.com/', '0001001', 'https://hagukumi.example.jp/202029/receive#', 'https://x/202029/receive#%'])
    expect(serial_code_in(other)).toBeUndefined()
})
