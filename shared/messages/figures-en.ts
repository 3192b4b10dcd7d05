/*
 * Words about figures that the window's first screen says, apart from the sentences about errors, which come later.
 */

export const reasons = {
  'no-subscription': 'There’s no subscription and no upcoming invoice.',
  'no-invoice-coming': 'The subscription has no more invoices coming.',
  cancelled: 'The subscription is canceled, so there are no more invoices coming.',
  paused: 'The subscription is paused, so there’s no invoice coming until it resumes.',
  'subscription-gone': 'The vendor no longer lists the subscription.',
  'other-currency': 'The bill is in a different currency than the alert.',
  'other-unit': 'The usage is counted in a different unit than the alert.',
  'metric-not-told': 'The vendor doesn’t report this usage.',
  'included-unknown': 'The plan doesn’t say how much is included.',
  'no-plan': 'The plan’s prices have not been entered yet.',
  'usage-incomplete': 'The vendor didn’t report all the usage that the plan charges for.',
  'sum-too-large': 'The amounts are too large to add up.',
  unreadable: 'The upcoming invoice couldn’t be read.',
  'billed-unknown': 'What has already been invoiced couldn’t be read.',
  'usage-not-read': 'The usage couldn’t be read.',
  'key-refused': 'The vendor refused the key.',
  'list-contradicts': 'The vendor’s list contradicts itself.',
  'account-not-read': 'The account couldn’t be read.',
  internal: 'Something went wrong inside Billfold.',
  'forecast-too-early': 'There’s no forecast in the first 12 hours of a period.',
  'bill-awaited': 'The invoice for the last period hasn’t arrived yet.',
  'not-regular':
    'The next invoice is compared when it comes: fewer than three regular ones are there to expect it from.',
  'usual-unknown': 'Fewer than three earlier invoices are known, so there’s no usual bill yet.',
  'usage-has-its-month': 'A usage alert covers one account and that account’s own month.',
  'sums-go-by-month': 'A sum over several subscriptions is always by calendar month.',
  'usual-has-its-period':
    'What’s usual is known for each subscription and its billing period, not for sums or calendar months.',
};

export const unit = { one: 'unit', other: 'units' };

export const metrics = {
  bandwidth: 'Bandwidth',
  storage: 'Media library storage',
  'video-processing-units': 'Video processing units',
  'extension-units': 'Extension units',
  'original-cache-storage': 'Storage of cached originals',
};

export const causes = {
  sinceSamePoint: '{rise} compared with the same point of the previous period ({day})',
  sinceProRata: '{rise} compared with the previous bill up to the same point ({day}), if its usage was even',
  alone: '{rise}.',
  explained: '{rise}: {lines}.',
  quantity: '{quantity} × {line} more',
  amount: '{amount} for {line}',
};
