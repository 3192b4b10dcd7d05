"""Sums a Stripe server's own answers by month, currency and tax rate, and compares them with a ledger and its taxes.

Imports nothing of the program: ledger-sums.py URL CUSTOMER LEDGER.csv LEDGER-TAXES.csv prints what differs, as JSON.
"""
import csv, json, sys, urllib.parse, urllib.request
from collections import defaultdict
from datetime import datetime, timezone
from decimal import Decimal

url, customer, ledger_file, taxes_file = sys.argv[1:]
NO_DECIMALS = set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split())
THREE_DECIMALS = set('BHD JOD KWD OMR TND'.split())


def get(path, **query):
    request = urllib.request.Request(f'{url}{path}?{urllib.parse.urlencode(query, doseq=True)}')
    request.add_header('Authorization', 'Bearer sk_test_sums')
    return json.load(urllib.request.urlopen(request))


def all_of(path):
    after = {}
    while True:
        page = get(path, customer=customer, limit=100, **after)
        yield from page['data']
        if not page['has_more']:
            return
        after = {'starting_after': page['data'][-1]['id']}


def units(minor, currency):
    decimals = 0 if currency in NO_DECIMALS else 3 if currency in THREE_DECIMALS else 2
    return Decimal(minor).scaleb(-decimals)


rates = {}


def rate_of(tax):
    name = (tax.get('tax_rate_details') or {}).get('tax_rate')
    if name is None:
        return ''
    if name not in rates:
        rates[name] = str(Decimal(str(get(f'/v1/tax_rates/{name}')['percentage'])).normalize())
    return rates[name]


def sums_of_answers():
    sums, by_rate = defaultdict(Decimal), defaultdict(Decimal)
    answers = [(each, 1) for each in all_of('/v1/invoices')] + [(each, -1) for each in all_of('/v1/credit_notes')]
    for answer, sign in answers:
        if answer['status'] in ('draft', 'void'):
            continue
        currency = answer['currency'].upper()
        issued = answer.get('effective_at') or answer['status_transitions']['finalized_at'] or answer['created']
        month = datetime.fromtimestamp(issued, timezone.utc).strftime('%Y-%m')
        taxes = answer['total_taxes'] or []
        add = lambda name, minor: sums.__setitem__(
            (month, currency, name), sums[month, currency, name] + sign * units(minor, currency))
        add('count', 0)
        sums[month, currency, 'count'] += 1
        add('total', answer['total'])
        add('tax', sum(tax['amount'] for tax in taxes))
        if sign > 0:
            add('discount', sum(each['amount'] for each in answer['total_discount_amounts'] or []))
            add('remaining', answer['amount_remaining'] if answer['status'] == 'open' else 0)
        for tax in taxes:
            by_rate[month, currency, rate_of(tax), 'tax'] += sign * units(tax['amount'], currency)
            by_rate[month, currency, rate_of(tax), 'base'] += sign * units(tax['taxable_amount'], currency)
    return sums, by_rate


def rows(file):
    return [row for row in csv.DictReader(open(file, newline='', encoding='utf-8'))
            if row['status'] not in ('draft', 'void')]


def sums_of_files():
    sums, by_rate = defaultdict(Decimal), defaultdict(Decimal)
    for row in rows(ledger_file):
        month, currency = row['issue_date'][:7], row['currency']
        sums[month, currency, 'count'] += 1
        for name in ('total', 'tax'):
            sums[month, currency, name] += Decimal(row[name])
        if row['type'] == 'invoice':
            sums[month, currency, 'discount'] += Decimal(row['discount'])
            sums[month, currency, 'remaining'] += Decimal(row['remaining']) if row['status'] == 'open' else 0
    for row in rows(taxes_file):
        if row['tax_kind'] == row['rate'] == '':
            assert Decimal(row['tax'] or 0) == 0, row
            continue
        for name in ('tax', 'base'):
            rate = str(Decimal(row['rate']).normalize()) if row['rate'] else ''
            by_rate[row['issue_date'][:7], row['currency'], rate, name] += Decimal(row[name] or 0)
    return sums, by_rate


def differences(told, written):
    return [[*key, str(told[key]), str(written[key])] for key in sorted({*told, *written}) if told[key] != written[key]]


(told, told_rates), (written, written_rates) = sums_of_answers(), sums_of_files()
print(json.dumps({
    'sums': differences(told, written),
    'rates': differences(told_rates, written_rates),
    'compared': len(told) + len(told_rates),
    'currencies': len({currency for _, currency, _ in told}),
    'rateNames': sorted({rate for _, _, rate, _ in told_rates}),
}))
