import type { own_account as ja } from '../ja/own_account.ts'

export const own_account: Record<keyof typeof ja, string> = {
  own_account_title: 'Your sign-in',
  own_account_who: '{shown} (user name: {name})',
  own_account_passkey_help: 'Sign in with your finger, your face or your device\'s lock. It takes the place of the password and the six digits, and a false page cannot steal it. Make none on a device that others can unlock.',
  own_account_passkey_reset: 'A password that is issued anew takes all passkeys away. If you lose a device, remove its passkey here or tell your municipality\'s office.',
  own_account_device: 'What you call this device (may be left out)',
  own_account_device_help: 'For example: my phone. It tells you later which device a passkey is on.',
  own_account_devices_help: 'If you do not know one of these devices, sign it out and tell your municipality\'s office.',
  own_account_ended: 'That device was signed out.',
  own_account_again_help: 'You are adding a way to sign in, so please show once more that it is you.',
}
