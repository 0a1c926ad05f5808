from pathlib import Path

import pytest

from fsmdesk.core.errors import RuleBroken
from fsmdesk.exchange.kinds import KINDS, kind_named
from fsmdesk.exchange.matching import Sureness, match_columns
from fsmdesk.exchange.reading import read_table
from fsmdesk.exchange.recognition import read_kind, refuse_lacking, refuse_other_kinds
from tests.exchange.files import planned, text_file, workbook


def _fields(folder: Path, kind: str, text: str, **mapping: str | None) -> dict[str, str]:
    matches = match_columns(read_table(text_file(folder, text)), kind_named(kind), mapping)
    return {match.column.name: match.field.name for match in matches if match.field}


@pytest.mark.parametrize(
    ("kind", "header", "fields"),
    [
        (
            "customers",
            "Customer ID,Company,First Name,Last Name,E-mail Address,Mobile Phone,Billing Street,Street 2,ZIP,VAT #",
            "external_id,name,given_name,family_name,email,phone,address,address_2,postcode,tax_number",
        ),
        (
            "customers",
            "Kundennummer,Firma,Ansprechpartner,Straße,PLZ,Ort,Land,Telefon,USt-IdNr.",
            "external_id,name,contact_name,address,postcode,city,country,phone,tax_number",
        ),
        (
            "customers",
            "Müşteri Adı,Yetkili,Adres,İl,Posta Kodu,Ülke,E-posta,Vergi No",
            "name,contact_name,address,region,postcode,country,email,tax_number",
        ),
        (
            "customers",
            "Raison sociale,Contact,Adresse,Code postal,Ville,Pays,Téléphone,Courriel",
            "name,contact_name,address,postcode,city,country,phone,email",
        ),
        (
            "customers",
            "Razón social,Dirección,Código postal,Ciudad,Provincia,País,Teléfono,Correo electrónico,NIF",
            "name,address,postcode,city,region,country,phone,email,tax_number",
        ),
        (
            "equipment",
            "Nom,Numéro de série,Fabricant,Modèle,Equipement parent,Nom de l'emplacement,Date de mise en service",
            "name,serial,make,model,parent,site,installed_on",
        ),
        (
            "equipment",
            "Bezeichnung,Seriennummer,Hersteller,Modell,Standort,Raum,Einbaudatum,Garantie bis",
            "name,serial,make,model,site,place,installed_on,warranty_until",
        ),
        (
            "sites",
            "SiteCode,SiteName,ParentLocation,Lat,Long",
            "external_id,name,parent,latitude_micro,longitude_micro",
        ),
        ("technicians", "Employee #,Full Name,Certifications,Shift", "external_id,name,skills,shift_words"),
        (
            "items",
            "SKU,Product/Service Name,Sales Price / Rate,Purchase Cost,UoM",
            "code,name,price_minor,cost_minor,unit",
        ),
        (
            "work-orders",
            "WO #,Subject,Priority Level,Job Status,Assigned To,Due By,PO #,Est. Hours",
            "external_id,title,priority,state,technician,due_at,purchase_order,duration_hours",
        ),
        (
            "work-orders",
            "Auftragsnummer,Kurztext,Priorität,Dauer (min),Fällig am,Techniker",
            "external_id,title,priority,duration,due_at,technician",
        ),
    ],
)
def test_columns_are_matched_by_meaning(tmp_path: Path, kind: str, header: str, fields: str) -> None:
    expected = dict(zip(header.split(","), fields.split(","), strict=True))
    assert _fields(tmp_path, kind, f"{header}\n") == {
        " ".join(name.split()): each for name, each in expected.items()
    }


def test_a_field_takes_one_column_and_the_better_one(tmp_path: Path) -> None:
    assert _fields(tmp_path, "customers", "Name,Company Name,Customer Email,Email\nx,y,a@b.de,c@d.de\n") == {
        "Company Name": "name",
        "Email": "email",
    }


def test_values_decide_where_a_header_means_two_things(tmp_path: Path) -> None:
    jobs = "Title,State\nLeak,{}\n"
    assert _fields(tmp_path, "work-orders", jobs.format("CA"))["State"] == "region"
    assert _fields(tmp_path, "work-orders", jobs.format("Open"))["State"] == "state"
    done = "Title,Completion Time\nLeak,{}\n"
    assert _fields(tmp_path, "work-orders", done.format("2024-03-02 10:00"))["Completion Time"] == "closed_at"
    assert _fields(tmp_path, "work-orders", done.format("3"))["Completion Time"] == "duration"


def test_slips_of_the_keyboard_are_likely(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, "Name,Adress,Warranty Untill,Serail Number\nx,y,2024-01-01,z\n"))
    found = {each.column.name: each for each in match_columns(table, kind_named("equipment"))}
    assert found["Warranty Untill"].sureness is Sureness.LIKELY
    assert found["Name"].sureness is Sureness.SURE
    assert _fields(tmp_path, "sites", "Name,Adress\nx,y\n")["Adress"] == "address"


def test_letters_that_were_lost_still_match(tmp_path: Path) -> None:
    assert _fields(tmp_path, "work-orders", "Titre,Priorit\ufffd\nx,Haute\n")["Priorit\ufffd"] == "priority"


def test_a_person_has_the_last_word(tmp_path: Path) -> None:
    text = "Name,Email,Memo\nx,a@b.de,hello\n"
    assert _fields(tmp_path, "customers", text, memo="contact_title", Email="") == {
        "Name": "name",
        "Memo": "contact_title",
    }


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({"Nome": "name"}, "no column “Nome”; there are: Name, Email"),
        ({"Name": "nick"}, "no field “nick”"),
        ({"Name": "name", "Email": "name"}, "Two columns"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(tmp_path: Path, mapping: dict[str, str], says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        _fields(tmp_path, "customers", "Name,Email\nx,a@b.de\n", **mapping)


@pytest.mark.parametrize(
    ("kind", "header", "says"),
    [
        ("customers", "ID,Name,Description,Serial Number,Parent Asset,Warranty Date", "list of equipment"),
        ("equipment", "Name,Unit,Update Frequency,Category,Asset Name", "list of meters"),
        (
            "work-orders",
            "Name,Starts On,Ends On,Recurrence Type,Title,Description,Priority",
            "list of maintenance plans",
        ),
        ("customers", "Invoice Number,Customer,Total,Due", "list of invoices"),
        ("equipment", "Name,Category,ApprovalBy,Stage,SheetName,RowName,Directory,File", "list of documents"),
        ("work-orders", "Name,Cost,Category,Barcode,Description,Quantity", "list of items"),
        ("sites", "Work Order ID,Title,Status,Priority,Due Date,Location", "list of work orders"),
        ("customers", "a,b,c", "no column looks like name"),
        ("work-orders", "Name,City", "too few columns"),
    ],
)
def test_other_lists_are_refused_by_name(tmp_path: Path, kind: str, header: str, says: str) -> None:
    with pytest.raises(RuleBroken, match=says) as refused:
        planned(tmp_path, kind, f"{header}\n{','.join('x' for _ in header.split(','))}\n")
    assert "customers" in str(refused.value)


def test_a_job_may_name_its_invoice(tmp_path: Path) -> None:
    text = "Job #,Title,Status,Priority,Technician,Invoice #,Total\n1,Leak,Open,High,Ann,77,12.50\n"
    plan = planned(tmp_path, "work-orders", text)
    assert plan.rows[0].fields["price_minor"] == 1250
    assert plan.rows[0].extra["Invoice #"] == "77"


def test_a_list_of_jobs_is_one_of_requests_too(tmp_path: Path) -> None:
    table = read_table(text_file(tmp_path, "Title,Priority,Address\nLeak,High,Main St\n"))
    for name in ("work-orders", "requests"):
        kind = kind_named(name)
        refuse_other_kinds(kind, table)
        refuse_lacking(kind, table, match_columns(table, kind))


def test_the_sheet_that_holds_the_kind_is_chosen(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "Instruction": [["Title", "Handover"], ["Version", 2]],
        "Facility": [["Name", "Category", "ExternalFacilityIdentifier"], ["Clinic", "Health", "f1"]],
        "Floor": [["Name", "Category", "Elevation"], ["Ground", "Floor", 0]],
        "Component": [["Name", "Space", "SerialNumber", "InstallationDate"], ["Pump", "R1", "S1", None]],
        "Document": [["Name", "ApprovalBy", "Stage", "Directory", "File"], ["Plan", "x", "y", "/", "a.pdf"]],
        "PickLists": [["Assembly-AssemblyType", "Category-Element"], ["a", "b"], ["c", "d"]],
    }
    path = workbook(tmp_path, sheets)
    assert read_kind(path, "equipment").sheet == "Component"
    assert read_kind(path, "sites").sheet == "Facility"
    sheets["Component"] = sheets["Component"][:1]
    path = workbook(tmp_path, sheets)
    assert read_kind(path, "equipment").sheet == "Component"


def test_every_field_goes_by_its_own_name() -> None:
    for kind in KINDS:
        names = [field.name for field in kind.fields]
        assert len(set(names)) == len(names)
        assert {name for group in kind.needs for name in group} <= set(names)
        assert set(kind.identity) <= set(names)


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(
        RuleBroken, match="customers, sites, equipment, technicians, items, work-orders, requests"
    ):
        kind_named("invoices")
