import type { passkeys as ja } from '../ja/passkeys.ts'

export const passkeys: Record<keyof typeof ja, string> = {
  passkey_sign_in: 'Sign in with a passkey',
  passkey_title: 'Passkeys',
  passkey_help: 'Sign in with your finger, your face or your device\'s lock. There is no password to type, and a false page cannot steal it.',
  passkey_none: 'There are no passkeys.',
  passkey_unsupported: 'This browser cannot use passkeys.',
  passkey_made: 'Made {time}',
  passkey_used: 'Last used: {time}',
  passkey_add: 'Make a passkey on this device',
  passkey_added: 'The passkey was made. From now on, “Sign in with a passkey” lets you in.',
  passkey_remove: 'Remove the passkey of {name}',
  passkey_removed: 'The passkey was removed.',
  passkey_reset: 'A new password or PIN takes all passkeys away. Please make them again then.',
}
