// `npm start` will open the desktop app. Until it is there, say what is.
process.stdout.write(
  [
    'The desktop app is not part of this version yet. The command line does the whole job:',
    '',
    '  npm run demo                       issue a paper to 12 people, leak a copy, trace it',
    '  npm run -s siglum -- --help        all commands',
    '',
  ].join('\n'),
)
