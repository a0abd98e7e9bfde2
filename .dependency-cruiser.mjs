// Who may import whom. Everything that a room's entry does not name is refused, type imports included.
const ROOMS = [
  { room: 'shared/maths', at: '^shared/maths/', may: [], packages: [] },
  { room: 'shared/wasm', at: '^shared/wasm/', may: [], packages: [] },
  { room: 'shared/mark', at: '^shared/mark/', may: ['shared/maths', 'shared/wasm'], packages: [] },
  { room: 'shared/contract', at: '^shared/contract/', may: [], packages: ['zod'] },
  { room: 'main/document', at: '^main/document/', may: ['shared/maths', 'shared/contract'] },
  { room: 'main/image', at: '^main/image/', may: ['shared/maths', 'shared/contract', 'shared/wasm'] },
  { room: 'main/keys', at: '^main/keys/', may: ['shared/contract'] },
  { room: 'main/register', at: '^main/register/', may: ['shared/contract'] },
  { room: 'main/export', at: '^main/export/', may: ['shared/contract'] },
  { room: 'main/vault', at: '^main/vault(\\.ts$|/)', may: ['main/keys', 'main/register', 'shared/contract'] },
  {
    room: 'main/issue',
    at: '^main/issue/',
    may: ['shared/mark', 'shared/contract', 'shared/maths', 'main/document', 'main/image'],
    types: ['main/register', 'main/keys'],
  },
  {
    room: 'main/trace',
    at: '^main/trace/',
    may: ['shared/mark', 'shared/contract', 'shared/maths', 'main/document', 'main/image'],
    types: ['main/register', 'main/keys'],
  },
  { room: 'main/retold', at: '^main/retold/', may: ['shared/contract', 'shared/maths'] },
  {
    room: 'main/engine',
    at: '^main/engine(\\.ts$|/)',
    may: [
      'main/issue',
      'main/trace',
      'main/retold',
      'main/document',
      'main/image',
      'main/export',
      'main/vault',
      'main/register',
      'main/keys',
      'shared/contract',
      'shared/mark',
      'shared/maths',
    ],
  },
  { room: 'main/host', at: '^main/host(\\.ts$|/)', may: ['main/engine', 'shared/contract'] },
  { room: 'main/cli', at: '^main/cli/', may: ['main/engine', 'shared/contract'] },
  { room: 'main/shell', at: '^main/shell/', may: ['shared/contract'] },
  { room: 'renderer', at: '^renderer/', may: ['shared/contract'] },
]

const OURS = '^(main|shared|renderer|test)/'

const placeOf = (name) => {
  const found = ROOMS.find(({ room }) => room === name)
  if (!found) throw new Error(`no room is called ${name}`)
  return found.at
}

const list = (names) => (names.length > 0 ? names.join(', ') : 'nothing of ours')

const roomRules = ({ room, at, may, types = [], packages }) => {
  const allowed = `${room} may import ${list(may)}${types.length > 0 ? `, and types of ${list(types)}` : ''}.`
  const rules = [
    {
      name: `only what ${room} may`,
      severity: 'error',
      comment: allowed,
      from: { path: at },
      to: { path: OURS, pathNot: [at, ...may.map(placeOf), ...types.map(placeOf)] },
    },
  ]
  if (types.length > 0) {
    rules.push({
      name: `only types for ${room}`,
      severity: 'error',
      comment: allowed,
      from: { path: at },
      to: { path: types.map(placeOf), dependencyTypesNot: ['type-only'] },
    })
  }
  if (packages) {
    rules.push({
      name: `${room} is pure`,
      severity: 'error',
      comment: `${allowed} It is pure: no Node, no DOM, no Electron; of packages only: ${list(packages)}.`,
      from: { path: at },
      to: { pathNot: [OURS, ...packages.map((name) => `node_modules/${name}/`)] },
    })
  }
  return rules
}

export default {
  forbidden: [
    ...ROOMS.flatMap(roomRules),
    {
      name: 'no code outside the rooms',
      severity: 'error',
      comment: `Code of main, shared and renderer lies in a room: ${ROOMS.map(({ room }) => room).join(', ')}.`,
      from: { path: '^(main|shared|renderer)/', pathNot: ROOMS.map(({ at }) => at) },
      to: {},
    },
    {
      name: 'no node in the renderer',
      severity: 'error',
      comment: 'The renderer runs in a sandbox: it may import shared/contract and browser packages.',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron only in the shell',
      severity: 'error',
      comment: 'Only main/shell may import electron; all else must run in plain Node.',
      from: { path: OURS, pathNot: ['^main/shell/', '^test/'] },
      to: { path: ['^electron($|/)', 'node_modules/electron/'] },
    },
    {
      name: 'only the loopback listens',
      severity: 'error',
      comment:
        'Siglum has no network. Only main/host/loopback may listen, on this computer, for the browser there.',
      from: { path: '^(main|shared|renderer)/', pathNot: ['^main/host/loopback/'] },
      to: { path: ['^(node:)?(http|https|http2|net|tls|dgram|dns)(/|$)', 'node_modules/(@types/)?ws/'] },
    },
    {
      name: 'no cycles',
      severity: 'error',
      comment: 'No module may import itself through others, anywhere.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports resolve',
      severity: 'error',
      comment: 'Every import must be found: a file of ours with its extension, or a package of package.json.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
}
