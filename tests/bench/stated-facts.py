"""Reads what electronic invoices state, apart from Billfold: a path a line in, a JSON object a line out (null: no invoice)."""

import json
import sys
import xml.etree.ElementTree as tree

CREDIT = {"81", "83", "261", "296", "308", "381", "396", "420", "458", "532"}


def bare(element):
    for each in element.iter():
        if isinstance(each.tag, str):
            each.tag = each.tag.split("}")[-1]
    return element


def text(node, *paths):
    if node is None:
        return None
    for path in paths:
        for found in node.findall(path):
            said = " ".join((found.text or "").split())
            if said:
                return said
    return None


def day(said):
    if said is None:
        return None
    digits = said.replace("-", "")[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"


def in_currency(nodes, currency):
    own = [each for each in nodes if each.get("currencyID") in (None, currency)]
    chosen = own or nodes
    return " ".join((chosen[0].text or "").split()) or None if chosen else None


def cii(root):
    transaction = next(each for each in root if each.tag.endswith("SupplyChainTradeTransaction"))
    document = next(each for each in root if each.tag.endswith("ExchangedDocument"))
    settlement = next(each for each in transaction if each.tag in ("ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement"))
    agreement = next(each for each in transaction if each.tag in ("ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement"))
    sums = next((each for each in settlement if each.tag.startswith("SpecifiedTradeSettlement") and each.tag.endswith("MonetarySummation")), None)
    currency = text(settlement, "InvoiceCurrencyCode")
    if currency is None and sums is not None:
        named = {each.get("currencyID") for each in sums if each.get("currencyID")}
        currency = named.pop() if len(named) == 1 else None
    amount = lambda name: in_currency(sums.findall(name), currency) if sums is not None else None
    period = [day(text(settlement, f"BillingSpecifiedPeriod/{name}/DateTimeString")) for name in ("StartDateTime", "EndDateTime")]
    return {
        "number": text(document, "ID"),
        "issued": day(text(document, "IssueDateTime/DateTimeString")),
        "due": day(text(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString")),
        "currency": currency,
        "seller": text(agreement, "SellerTradeParty/Name"),
        "buyer": text(agreement, "BuyerTradeParty/Name"),
        "type": "credit-note" if text(document, "TypeCode") in CREDIT else "invoice",
        "period": "/".join(period) if all(period) else None,
        "lines": str(len(transaction.findall("IncludedSupplyChainTradeLineItem"))),
        "taxes": str(len(settlement.findall("ApplicableTradeTax"))),
        "lineSum": amount("LineTotalAmount"),
        "allowances": amount("AllowanceTotalAmount"),
        "charges": amount("ChargeTotalAmount"),
        "net": amount("TaxBasisTotalAmount"),
        "tax": amount("TaxTotalAmount"),
        "total": amount("GrandTotalAmount"),
        "prepaid": amount("TotalPrepaidAmount"),
        "rounding": amount("RoundingAmount"),
        "payable": amount("DuePayableAmount"),
    }


def ubl(root):
    currency = text(root, "DocumentCurrencyCode")
    totals = root.find("LegalMonetaryTotal")
    tax_totals = root.findall("TaxTotal")
    own = [each for each in tax_totals if (amount := each.find("TaxAmount")) is not None and amount.get("currencyID") == currency]
    tax_total = (own or tax_totals or [None])[0]
    period = [text(root, f"InvoicePeriod/{name}") for name in ("StartDate", "EndDate")]
    amount = lambda name: text(totals, name)
    party = lambda name: text(root, f"{name}/Party/PartyLegalEntity/RegistrationName", f"{name}/Party/PartyName/Name")
    return {
        "number": text(root, "ID"),
        "issued": day(text(root, "IssueDate")),
        "due": day(text(root, "DueDate", "PaymentMeans/PaymentDueDate")),
        "currency": currency,
        "seller": party("AccountingSupplierParty"),
        "buyer": party("AccountingCustomerParty"),
        "type": "credit-note" if root.tag == "CreditNote" or text(root, "InvoiceTypeCode") in CREDIT else "invoice",
        "period": "/".join(map(day, period)) if all(period) else None,
        "lines": str(len(root.findall("InvoiceLine")) + len(root.findall("CreditNoteLine"))),
        "taxes": str(0 if tax_total is None else len(tax_total.findall("TaxSubtotal"))),
        "lineSum": amount("LineExtensionAmount"),
        "allowances": amount("AllowanceTotalAmount"),
        "charges": amount("ChargeTotalAmount"),
        "net": amount("TaxExclusiveAmount"),
        "tax": text(tax_total, "TaxAmount"),
        "total": amount("TaxInclusiveAmount"),
        "prepaid": amount("PrepaidAmount"),
        "rounding": amount("PayableRoundingAmount"),
        "payable": amount("PayableAmount"),
    }


def facts(path):
    try:
        root = bare(tree.parse(path).getroot())
        if root.tag in ("CrossIndustryInvoice", "CrossIndustryDocument"):
            return cii(root)
        return ubl(root) if root.tag in ("Invoice", "CreditNote") and root.find("LegalMonetaryTotal") is not None else None
    except (tree.ParseError, StopIteration, ValueError, LookupError):
        return None


for line in sys.stdin:
    print(json.dumps(facts(line.rstrip("\n"))), flush=True)
