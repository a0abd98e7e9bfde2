export const issue = { title: 'Issue' }
