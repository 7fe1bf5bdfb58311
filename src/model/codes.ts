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
  E0008: {
    title: 'Setting is missing or wrong',
    why: 'A value that the command needs was neither given nor found, or cannot be one.',
  },
  E0009: {
    title: 'Folder is not empty',
    why: 'A new project must not mix with files that are there already.',
  },
  E0010: {
    title: 'Nothing is deployed',
    why: 'The command works on a deployed stack, and the state of none fits.',
  },
  E0011: { title: 'Several stacks fit', why: 'The command works on one stack and cannot guess which.' },
  E0012: {
    title: 'Wrong account or cloud',
    why: 'The stack lives elsewhere than where these credentials lead.',
  },
  E0013: {
    title: 'Interrupted',
    why: 'Ctrl-C, the end of the input (Ctrl-D) at a question, or a signal of the system ended the command.',
  },
  E0014: { title: 'Not JSON', why: 'The file or the input must be JSON of a certain shape.' },
  E0015: {
    title: 'Configuration file cannot be read',
    why: 'A half-read configuration would deploy something else.',
  },
  E0016: {
    title: 'Code is not on this machine',
    why: 'A function can be run from source only where its source is.',
  },
  E0017: { title: 'No good deployment', why: 'Going back needs a deployment that succeeded before.' },
  E0018: {
    title: 'No such section of settings',
    why: 'Without the section that --config-env names, a command would work on another stack.',
  },
  E0019: {
    title: 'Wrong value in the settings',
    why: 'A setting must be what its option takes on the command line.',
  },
  W0020: {
    title: 'Unknown setting',
    why: 'A key of the configuration file that no command has is most often misspelt.',
  },
  I0021: {
    title: 'Settings without a meaning',
    why: 'Settings for containers, uploads and CloudFormation change nothing, for fnx works without these.',
  },
  W0022: {
    title: 'Region is not known',
    why: 'A region that opened after this fnx was made is right; a misspelt one answers nothing.',
  },
  E0099: { title: 'Unexpected error', why: 'This is a bug in fnx.' },
  W0001: {
    title: 'Variables for a function that is not there',
    why: 'Nothing of them reaches any function; most often the name is misspelt.',
  },
  // 1 text, YAML and dialect
  E1001: { title: 'File is too large', why: 'No cloud takes a template of this size.' },
  E1002: { title: 'Text is not UTF-8', why: 'Templates are UTF-8 text on every cloud.' },
  E1003: { title: 'File is not text', why: 'A template is text; this file is something else.' },
  E1004: { title: 'Template is empty', why: 'There is nothing to check or to deploy.' },
  E1005: {
    title: 'YAML cannot be read',
    why: 'The text breaks the rules of YAML, so that its meaning is open.',
  },
  E1006: { title: 'More than one document', why: 'A template is one YAML document.' },
  E1007: { title: 'Template is not a map', why: 'A template is a map with sections such as Resources.' },
  E1008: {
    title: 'Nested too deeply',
    why: 'No template needs so many levels; most often a bracket is open.',
  },
  E1009: { title: 'Key appears twice', why: 'Only one of the two values could count.' },
  E1010: {
    title: 'Key that no template can have',
    why: 'The clouds would not see this key as it is written.',
  },
  E1011: {
    title: 'Unknown tag',
    why: 'A tag calls an intrinsic function, and the clouds have no function of this name.',
  },
  E1012: {
    title: 'Alias that cannot be followed',
    why: 'The value that it repeats is missing or has no end.',
  },
  E1020: {
    title: 'Blank missing after a colon',
    why: 'Without the blank YAML takes key and value for one word.',
  },
  E1021: {
    title: 'Blank missing after a dash',
    why: 'Without the blank YAML takes the dash for part of the value.',
  },
  E1022: {
    title: 'Blank missing after a tag',
    why: 'Without the blank YAML takes the value for part of the tag.',
  },
  E1023: { title: 'Tab in the indentation', why: 'YAML knows no width for a tab, so it takes blanks only.' },
  E1024: {
    title: 'List item in a column of its own',
    why: 'Items of one list stand below each other; YAML takes this one for something else.',
  },
  E1030: { title: 'Template of no known cloud', why: 'fnx deploys to AWS, Aliyun and Tencent.' },
  E1031: {
    title: 'File of another tool',
    why: 'Each tool has a form of its own; this one is not a template.',
  },
  E1032: { title: 'More findings than are listed', why: 'A file with so many is most likely no template.' },
  W1032: { title: 'More warnings than are listed', why: 'Nobody reads so many at once.' },
  W1050: {
    title: 'Two resources under one logical ID',
    why: 'The SAM transform keeps the one that it makes later and drops the other without a word.',
  },
  E1501: {
    title: 'AWS would refuse the template',
    why: 'The SAM transform ends with an error for a template of this form.',
  },
  E1502: {
    title: 'AWS would refuse the resource',
    why: 'The SAM transform cannot make resources of CloudFormation of it.',
  },
  E1503: {
    title: 'AWS would refuse the event',
    why: 'The SAM transform cannot connect it with its function or state machine.',
  },
  E1504: { title: 'AWS would refuse Globals', why: 'Globals may set some properties of some types alone.' },
  W1505: {
    title: 'API without a stage',
    why: 'The SAM transform refuses it; fnx takes the stage of the implicit API.',
  },
  // 2 schema
  E2001: { title: 'Wrong kind of value', why: 'The cloud takes another kind of value here.' },
  E2002: { title: 'Property is missing', why: 'The cloud cannot make the resource without it.' },
  E2003: { title: 'Unknown property', why: 'The cloud refuses properties that it does not know.' },
  E2004: { title: 'Value that is not allowed', why: 'The cloud takes only the values listed.' },
  E2005: { title: 'Value out of bounds', why: 'The cloud limits size, range or form of this value.' },
  E2006: { title: 'Form that is not allowed', why: 'The parts of this value do not go together.' },
  E2007: { title: 'Item appears twice', why: 'The cloud takes each item once.' },
  E2010: {
    title: 'Property is read-only',
    why: 'The cloud decides on it and refuses a template that sets it.',
  },
  // 3 parameters, references and intrinsic functions; E3002 to E3005 are rules
  E3001: { title: 'Parameter without a value', why: 'It has no default, and none was given.' },
  E3006: { title: 'Intrinsic function with wrong arguments', why: 'The cloud cannot compute it.' },
  E3007: { title: 'Lookup that finds nothing', why: 'The mapping or list has no such entry.' },
  E3008: {
    title: 'Parameter value that is not allowed',
    why: 'The template limits what the parameter may be.',
  },
  E3009: {
    title: 'Unknown parameter',
    why: 'A value was given for a parameter that the template does not declare.',
  },
  E3010: {
    title: 'Reference to a resource that is left out',
    why: 'Its condition does not hold, so that there is nothing to refer to.',
  },
  E3011: {
    title: 'Parameter that cannot be looked up',
    why: 'Its value lives in a service of the cloud, which gave none.',
  },
  E3013: { title: 'Conditions in a circle', why: 'None of them can be decided first.' },
  W3020: {
    title: 'Included file is in the cloud',
    why: 'fnx reads files beside the template; what else the template has is known at deploy time.',
  },
  E3021: { title: 'Inclusion without end', why: 'A template of this size or depth cannot be read.' },
  W3021: {
    title: 'Included file cannot be read',
    why: 'What it would bring into the template is not checked.',
  },
  E3022: { title: 'Inclusion of the wrong shape', why: 'The macro needs to know which file to include.' },
  E3023: {
    title: 'Language extension without its transform',
    why: 'CloudFormation knows the function only in templates that name the transform.',
  },
  E3024: { title: 'Macro that fnx cannot run', why: 'Its code runs in an account of the cloud.' },
  W3024: {
    title: 'Macro that fnx cannot run',
    why: 'What it makes of the template is not checked and cannot be deployed by fnx.',
  },
  E3025: {
    title: 'Loop that cannot be carried out',
    why: 'A loop needs a name, a list that is known, and what to make of each item.',
  },
  E3026: { title: 'Loop makes a key twice', why: 'Only one of the two entries could count.' },
  E3027: { title: 'Loops make too much', why: 'No cloud takes a template of this size.' },
  E3028: {
    title: 'Section that only the cloud knows',
    why: 'Without it fnx cannot tell what the stack is made of.',
  },
  E3041: {
    title: 'Call gives another kind of value',
    why: 'A property takes a text, a list or a map, and the cloud refuses another kind of value, also from a call.',
  },
  E3035: { title: 'Assertion that fails', why: 'The template says by its Rules which values it takes.' },
  E3036: {
    title: 'Rule of the wrong shape',
    why: 'CloudFormation would not know what to assert of the parameters.',
  },
  E3050: {
    title: 'Template of a nested stack that cannot be read',
    why: 'Without it nobody knows what the nested stack is made of.',
  },
  W3050: {
    title: 'Template of a nested stack is not here',
    why: 'fnx deploys nested stacks whose templates lie beside the one that holds them.',
  },
  E3051: { title: 'Nested stacks without end', why: 'A stack that holds itself could never be made.' },
  E3052: {
    title: 'Condition of a nested stack is open',
    why: 'What there is to deploy must be known before there is a plan.',
  },
  E3053: { title: 'Unknown output of a nested stack', why: 'Its template gives nothing under that name.' },
  W3054: {
    title: 'Setting of a nested stack without effect',
    why: 'fnx deploys what is in nested stacks with what holds them.',
  },
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
  E5005: {
    title: 'Dynamic reference',
    why: 'Sent to the cloud as it is written, it would become the value itself.',
  },
  E5006: {
    title: 'The cloud has no such value',
    why: 'What a template looks up must exist before anything is deployed.',
  },
  E5007: {
    title: 'Macro that fnx does not know',
    why: 'Only CloudFormation can run it, and without it the template means something else.',
  },
  E5008: {
    title: 'Export of another stack',
    why: 'A name is exported once in each account and region, so that an import means one thing.',
  },
  E5009: {
    title: 'Export is in use',
    why: 'Stacks that import it were deployed with the value that it has.',
  },
  E5010: { title: 'Not allowed to look a value up', why: 'The credentials in use may not read it.' },
  E5011: {
    title: 'Dynamic reference of an unknown form',
    why: 'Sent to the cloud as it is written, it would become the value itself.',
  },
  E5012: { title: 'Export that does not exist', why: 'No stack exports a value under this name.' },
  E5013: { title: 'Call that nothing can compute', why: 'No resource will ever give it a value.' },
  E5014: { title: 'Export without a name', why: 'The name of an export must be known before the deploy.' },
  E5015: {
    title: 'Export that is secret',
    why: 'fnx keeps no secret in clear, so no other stack can be given it.',
  },
  E5016: {
    title: 'Name made of a secret',
    why: 'The name of a resource stands in the state, in ARNs and in logs.',
  },
  E5017: {
    title: 'Property that fnx cannot deploy',
    why: 'Left out without a word, what is deployed would be something else than what is written.',
  },
  W5017: {
    title: 'Property that a plan will refuse',
    why: 'The cloud has it and fnx does not pass it on: fnx plan and fnx deploy stop at it.',
  },
  W5018: {
    title: 'Setting that stays in the cloud',
    why: 'No call resets it: without the property the resource keeps the value that it had.',
  },
  W5019: {
    title: 'Changed setting that a published version does not have',
    why: 'A version keeps what its function had when it was published, and SAM publishes none for this setting.',
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
  E6103: { title: 'Waited too long', why: 'The cloud took longer than this ever takes.' },
  E6104: { title: 'Interrupted', why: 'Someone asked the run to stop.' },
  E6105: { title: 'Plan and state do not fit', why: 'This is a bug in fnx.' },
  E6202: { title: 'Code was not packaged', why: 'A function cannot be made without code.' },
  E6203: { title: 'Function did not become active', why: 'Lambda could not make the function ready.' },
  E6204: { title: 'Bucket is not empty', why: 'fnx deletes what it did not make only when told to.' },
  E6205: { title: 'Targets were refused', why: 'EventBridge takes a rule and may still refuse its targets.' },
  E6206: {
    title: 'Parameter of another kind',
    why: 'Systems Manager gives the value of a SecureString only to those that ask for a secret.',
  },
  E6207: { title: 'Secret without a text', why: 'What is looked up must be text, or a member of JSON text.' },
  E6208: {
    title: 'Zones of another region',
    why: 'EC2 tells the zones of the region that it is asked in.',
  },
  E6209: { title: 'Still used by others', why: 'Nothing is taken from what this stack did not make.' },
  E6211: {
    title: 'Custom resource failed',
    why: 'The function that provides it says that it could not do what was asked of it.',
  },
  E6212: {
    title: 'Provider of a custom resource that cannot be asked',
    why: 'Its ServiceToken names neither a function nor anything else that fnx can call.',
  },
  E6210: { title: 'Bucket cannot be emptied', why: 'S3 keeps what a lock or a policy protects.' },
  E6301: { title: 'Function did not become active', why: 'Function Compute gave up on the last change.' },
  E6302: { title: 'Function keeps no logs', why: 'Function Compute writes logs only where LogConfig says.' },
  E6305: {
    title: 'Bucket does not get empty',
    why: 'OSS lists entries again after it said that they are deleted.',
  },
  E6304: {
    title: 'Keys are of another account',
    why: 'The file that the keys come from names the account that is meant.',
  },
  E6401: { title: 'Function is in a failed state', why: 'SCF could not make or update the function.' },
  E6402: {
    title: 'Bucket does not get empty',
    why: 'COS lists entries again after it said that they are deleted.',
  },
  E6403: {
    title: 'Function keeps no logs',
    why: 'SCF delivers what a function writes to a topic of the log service, and this one has none.',
  },
  E6404: {
    title: 'Role cannot be taken by the function',
    why: 'This run does not make the role, so waiting for it would change nothing.',
  },
  // 7 state and lock
  E7001: { title: 'Another run holds the lock', why: 'Two runs on one stack would undo each other.' },
  E7002: {
    title: 'Lock was lost',
    why: 'Another run has the stack, or may have taken it while this one stood still; two must not work on it.',
  },
  E7003: {
    title: 'State is damaged',
    why: 'Without knowing what exists, fnx could make it twice or delete what is needed.',
  },
  E7004: { title: 'State of a newer fnx', why: 'Its meaning may have changed.' },
  E7005: {
    title: 'State cannot be read or written',
    why: 'Each intent is on disk before its call; without the disk nothing may be called.',
  },
  E7006: {
    title: 'State of another stack',
    why: 'A state that was copied would change and delete what another stack, stage or account has.',
  },
  E7011: {
    title: 'Odd file where the lock is',
    why: 'Who works on a stack is told by the lock with the highest number; a number that fnx never gave hides it.',
  },
  E7007: {
    title: 'Resources without a state',
    why: 'Things of this stack and stage exist that no state knows: a deploy would make everything twice.',
  },
  W7008: {
    title: 'Not looked for earlier resources',
    why: 'Where a state was lost, its resources are found by their tags; without the right to read those, nobody knows.',
  },
  W7009: {
    title: 'Left alone',
    why: 'fnx takes back only what it can tell apart: of a type that it deploys, and one of each logical ID.',
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
  E8010: { title: 'Pattern is too long', why: 'A pattern longer than any path leaves nothing out.' },
  E8011: {
    title: 'Image is not built',
    why: 'The cloud takes images from its registries, and fnx builds none yet.',
  },
  E8012: { title: 'Build failed', why: 'A tool of the language ended with an error.' },
  E8013: {
    title: 'Build method does not fit',
    why: 'Nothing in the folder says what is to be built, or how.',
  },
  E8014: {
    title: 'Manifest cannot be followed',
    why: 'Dependencies that are named in a way that fnx does not read would be missing in the cloud.',
  },
  E8015: {
    title: 'No wheel for the runtime',
    why: "A package that exists as source alone would be compiled for this machine, not for the cloud's.",
  },
  E8016: {
    title: 'Build tool is missing',
    why: 'fnx builds with the tools of the language on this machine.',
  },
  E8017: {
    title: 'No network for the build',
    why: 'Packages that are not on this machine yet come from the registries of their languages.',
  },
  W8001: {
    title: 'Binary for another system',
    why: 'The function would fail when it loads it; the clouds run Linux.',
  },
  W8002: { title: 'Environment file in the code', why: 'Everyone who can read the code reads its secrets.' },
  W8003: { title: 'Private key in the code', why: 'Everyone who can read the code has the key.' },
  W8004: { title: 'Special file left out', why: 'A zip carries files, folders and symbolic links alone.' },
  W8006: { title: 'Warning of the bundler', why: 'The bundler found something odd in the code.' },
  W8007: {
    title: 'Dependency is not installed',
    why: 'The manifest names it, it is not beside the code, and the build that would install it is off.',
  },
  W8009: {
    title: 'Left out of the bundle',
    why: 'In the cloud a function finds what is in its code, in its layers and in its runtime.',
  },
  W8008: {
    title: 'Program needs a newer system',
    why: 'It is linked against the C library of this machine, which may be newer than that of the cloud.',
  },
  // 9 emulator
  E9001: { title: 'Port cannot be opened', why: 'The local cloud answers on two ports of its own.' },
  E9002: {
    title: 'A local cloud runs already',
    why: 'Two at once on one folder would overwrite what the other holds.',
  },
  E9003: { title: 'Interpreter not found', why: 'Functions run on the interpreters of this machine.' },
  E9004: {
    title: 'Runtime does not run locally',
    why: 'The local cloud starts functions of Node, Python and Java, and programs that call the Runtime API by themselves.',
  },
  E9005: { title: 'Data of the local cloud is damaged', why: 'What was deployed to it cannot be read.' },
  E9006: { title: 'Code is missing', why: 'The code of the function is not where it is said to be.' },
  E9007: {
    title: 'Function is not in the local cloud',
    why: 'It was not deployed there, or it was removed.',
  },
  E9008: { title: 'Debugger not found', why: 'The language needs a module for it that is not installed.' },
  E9009: {
    title: 'Program of the function does not run here',
    why: 'The runtime starts the file bootstrap of the code, which must be a script or be built for this machine.',
  },
  E9099: { title: 'The local cloud failed', why: 'This is a bug in fnx.' },
  W9001: {
    title: 'Another version runs the function',
    why: 'The local cloud runs functions on the interpreter of this machine, whatever version they ask for.',
  },
  W9002: {
    title: 'Code is filled with names',
    why: 'What the cloud gives is known only once it is deployed.',
  },
  W9003: {
    title: 'Not in the code of the function',
    why: 'In the cloud a function finds the files of its code folder, which it cannot write, and /tmp.',
  },
  W9005: {
    title: 'Layer is not here',
    why: 'What a layer holds is known locally where its template says where it lies.',
  },
  W9004: {
    title: 'SDK of the runtime is not here',
    why: 'The cloud has it beside the code; locally it is fetched once, for which the registry must answer.',
  },
}
