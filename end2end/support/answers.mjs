// Answers to all 45 questions of the full route, and to the short one.
export const FULL = {
  A1: true,
  A2: 'chief-officer',
  D1: 'yes',
  C2: '100k-250k',
  B1: 'Hackney Night Shelter',
  B2: 'cio',
  B3: { 'GB-CHC': '1173575' },
  B4: { postcode: 'e8 1dy', borough: 'E09000012' },
  B5: ['E09000012', 'E09000030'],
  B6: { about: 1998 },
  C1: { amount: '182,000', year_end: '2026-03-31' },
  C3: { 'grants-council': 40, contracts: 60 },
  D2: { 'full-time': 3, 'part-time': 5, sessional: 1, fte: '5.5' },
  D4: 40,
  D5: 120,
  E5: { missing: 'prefer-not-to-say' },
  L2: 'yes',
  L3: { name: 'Ama Mensah', email: 'ama@example.org' },
};

/** What is not said above: the first option, every row, a few words. */
export function complete(survey, answers = FULL) {
  const all = {};
  for (const question of survey.sections.flatMap((section) => section.questions)) {
    const first = question.options?.find((option) => !option.exclusive)?.code;
    all[question.id] = answers[question.id] ?? {
      single: first,
      multi: [first],
      rank: question.options?.slice(0, 3).map((option) => option.code),
      'grid-single': Object.fromEntries((question.rows ?? []).map((row) => [row.code, first])),
      number: 12,
      text: 'In a few words',
      long: 'A roof that does not leak.',
    }[question.type];
  }
  return all;
}

export const SHORT = {
  A1: true,
  A2: 'committee',
  D1: 'no',
  C2: '1-4999',
  B1: 'Marsh Lane Community Kitchen',
  B2: 'association',
  B4: { borough: 'E09000025' },
};
