/** Title and reason of each code that belongs to no rule. The title is constant and holds no user text. */
export interface CodeEntry {
  readonly title: string
  readonly why: string
}

export const codes: Readonly<Record<string, CodeEntry>> = {
  // 0 usage and settings
  E0001: { title: 'Wrong usage', why: 'The command line does not fit the command.' },
  E0002: { title: 'File cannot be read', why: 'The path names nothing that fnx can read as a file.' },
  E0003: { title: 'No template found', why: 'Without a template there is nothing to work on.' },
  E0004: { title: 'Function not found', why: 'The name is not a function of this template or stack.' },
  E0005: {
    title: 'An answer is needed but there is no terminal',
    why: 'Commands never wait for an answer that cannot come.',
  },
  E0006: { title: 'No credentials', why: 'The cloud must know who calls; keys never come from flags.' },
  E0007: { title: 'File cannot be written', why: 'The disk is full, or the folder does not allow it.' },
  E0008: { title: 'Setting is missing', why: 'A value that the command needs was neither given nor found.' },
  E0099: { title: 'Unexpected error', why: 'This is a bug in fnx.' },
  // 6 provider and apply
  E6001: {
    title: 'The cloud refused the input',
    why: 'A value that the cloud got is not one that it takes.',
  },
  E6002: { title: 'Not allowed', why: 'The credentials in use may not make this call.' },
  E6003: { title: 'Not found in the cloud', why: 'What the call names does not exist there.' },
  E6004: {
    title: 'The name is taken',
    why: 'Something of this name exists and is not known to be part of the stack.',
  },
  E6005: { title: 'Another change is under way', why: 'The cloud works on this resource already.' },
  E6006: { title: 'Too many calls', why: 'The cloud limits how often it may be called.' },
  E6007: {
    title: 'Not seen everywhere yet',
    why: 'What the call needs was just made and has not spread through the cloud.',
  },
  E6008: { title: 'The cloud cannot be reached', why: 'No clear answer came back over the network.' },
  E6009: { title: 'The cloud answered with an error', why: 'fnx does not know this error.' },
}
