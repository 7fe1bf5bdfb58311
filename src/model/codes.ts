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
  // 5 plan
  E5001: {
    title: 'Resource type that fnx cannot deploy',
    why: 'fnx calls each cloud itself and must know the calls of a type.',
  },
  E5002: {
    title: 'Resources in a circle',
    why: 'Each would have to exist before the other.',
  },
  E5003: {
    title: 'Replacement under a name that is kept',
    why: 'The old resource must stay and its name cannot be given twice.',
  },
  E5004: {
    title: 'Stack of another cloud',
    why: 'Deploying here would leave what the stack has there without an owner.',
  },
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
  E6101: {
    title: 'Property is still unknown',
    why: 'A call needs every value, and what should give this one did not.',
  },
  E6102: {
    title: 'Code package is missing',
    why: 'The function needs the bytes of a version that is no longer on this disk.',
  },
  E6103: { title: 'Waited in vain', why: 'The cloud took longer than this ever takes.' },
  E6104: { title: 'Interrupted', why: 'Someone asked the run to stop.' },
  E6105: { title: 'Plan and state do not fit', why: 'This is a bug in fnx.' },
  // 7 state and lock
  E7001: { title: 'Another run holds the lock', why: 'Two runs on one stack would undo each other.' },
  E7002: { title: 'Lock was lost', why: 'Another run took the stack over; two must not write its state.' },
  E7003: {
    title: 'State is damaged',
    why: 'Without knowing what exists, fnx could make it twice or delete what is needed.',
  },
  E7004: { title: 'State of a newer fnx', why: 'Its meaning may have changed.' },
  E7005: {
    title: 'State cannot be read or written',
    why: 'Each intent is on disk before its call; without the disk nothing may be called.',
  },
  // 8 artifact
  E8001: { title: 'No code to package', why: 'A function without code cannot be deployed.' },
  E8002: {
    title: 'File of the code cannot be packaged',
    why: 'A zip without it would not be what the folder holds.',
  },
  E8003: {
    title: 'Symbolic link leaves the code',
    why: 'What it leads to is not in the zip, and may hold more than anyone meant to publish.',
  },
  E8004: {
    title: 'File changed while it was packaged',
    why: 'The zip would hold a mixture of two states that never existed together.',
  },
  E8005: { title: 'Code is too large', why: 'The cloud refuses the upload; fnx says so before it begins.' },
  E8006: { title: 'Code does not compile', why: 'The bundler found an error in the code.' },
  E8007: { title: 'Build cannot begin', why: 'The bundler or its settings are not as they must be.' },
  E8008: { title: 'Zip cannot be written', why: 'The disk is full, or the folder does not allow it.' },
  E8009: {
    title: 'Zip is damaged or unsafe',
    why: 'Unpacking it could fail half way, fill the disk or write outside its folder.',
  },
  W8001: {
    title: 'Binary for another system',
    why: 'The function would fail when it loads it; the clouds run Linux.',
  },
  W8002: { title: 'Environment file in the code', why: 'Whoever can read the code reads its secrets.' },
  W8003: { title: 'Private key in the code', why: 'Whoever can read the code has the key.' },
  W8004: { title: 'Special file left out', why: 'A zip carries files, folders and symbolic links alone.' },
  W8005: { title: 'Build method is not run', why: 'fnx builds with esbuild and nothing else.' },
  W8006: { title: 'Warning of the bundler', why: 'The bundler found something odd in the code.' },
}
