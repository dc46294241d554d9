// Serial codes: received by parents.
import type { codes as ja } from '../ja/codes.ts'

export const codes: Record<keyof typeof ja, string> = {
  codes_title: 'Receive with a serial code',
  codes_help: 'Enter the serial code (12 characters) of your letter. If it has a QR code, scan it with your phone\'s camera: the page opens with the code filled in.',
  codes_code: 'Serial code',
  codes_example: 'For example 7K3M-Q9TD-2HVX (with or without hyphens)',
  codes_scan_stop: 'Stop the camera',
  codes_scan_wrong: 'This QR code holds no serial code. Please show the one on the paper with your code.',
  codes_no_camera: 'The camera cannot be used. Please type the code.',
  codes_look: 'See what it opens',
  codes_opens: 'What you receive with this code',
  codes_until: 'Last day to receive: {day}',
  codes_child: 'For which child?',
  codes_child_help: 'Only this child can use them. They cannot be shared among brothers and sisters.',
  codes_no_child: 'Please enter your child first. When you come back to this page, you can go on.',
  codes_add_child: 'Enter a child',
  codes_other: 'Enter another code',
  codes_receive: 'Receive',
  codes_received_title: 'Received',
  codes_received: 'You received {n} kinds for {name}. They are on your list.',
  codes_received_before: 'They were received already. Please look at your list.',
}
