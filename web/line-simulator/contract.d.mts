export function faults_of(messages: unknown): { message: string; property: string }[]
