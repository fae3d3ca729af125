"""Words of the agency and its people: kinds of unit, legal status, kinds of position, bases of assessment."""

from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit is; decides which official form its head plans on."""

    AGENCY = "agency"
    SECRETARIAT = "secretariat"
    OFFICE = "office"
    AGENCY_BODY = "agency_body"
    DISTRICT = "district"
    SECTION = "section"
    TECHNICAL_UNIT = "technical_unit"
    HEALTH_CENTRE = "health_centre"
    SCHOOL = "school"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            UnitKind.AGENCY: "Instansi",
            UnitKind.SECRETARIAT: "Sekretariat",
            UnitKind.OFFICE: "Dinas",
            UnitKind.AGENCY_BODY: "Badan",
            UnitKind.DISTRICT: "Kecamatan",
            UnitKind.SECTION: "Bidang, bagian, atau seksi",
            UnitKind.TECHNICAL_UNIT: "Unit pelaksana teknis",
            UnitKind.HEALTH_CENTRE: "Puskesmas",
            UnitKind.SCHOOL: "Sekolah",
        }[self]


class Employment(StrEnum):
    """Legal status of a person."""

    PNS = "pns"
    PPPK = "pppk"
    PPPK_PART_TIME = "pppk_part_time"
    NON_ASN = "non_asn"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Employment.PNS: "PNS",
            Employment.PPPK: "PPPK",
            Employment.PPPK_PART_TIME: "PPPK Paruh Waktu",
            Employment.NON_ASN: "Bukan ASN",
        }[self]


class PositionKind(StrEnum):
    """Kind of position (domain 6.4); JPT plan on A.1.1/A.1.2, all others on A.1.6/A.1.7."""

    POLITICAL = "political"
    JPT_MAIN = "jpt_main"
    JPT_MIDDLE = "jpt_middle"
    JPT_PRATAMA = "jpt_pratama"
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    EXECUTIVE = "executive"
    FUNCTIONAL_EXPERT = "functional_expert"
    FUNCTIONAL_SKILLED = "functional_skilled"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            PositionKind.POLITICAL: "Pejabat politik",
            PositionKind.JPT_MAIN: "Pimpinan Tinggi Utama",
            PositionKind.JPT_MIDDLE: "Pimpinan Tinggi Madya",
            PositionKind.JPT_PRATAMA: "Pimpinan Tinggi Pratama",
            PositionKind.ADMINISTRATOR: "Administrator",
            PositionKind.SUPERVISOR: "Pengawas",
            PositionKind.EXECUTIVE: "Pelaksana",
            PositionKind.FUNCTIONAL_EXPERT: "Fungsional keahlian",
            PositionKind.FUNCTIONAL_SKILLED: "Fungsional keterampilan",
        }[self]


class AssignmentBasis(StrEnum):
    """Why somebody is the assessor (IV.A.2-7, 11; p.89-90)."""

    DEFINITIVE = "definitive"
    DELEGATED = "delegated"
    PLT = "plt"
    PLH = "plh"
    TAKEN_OVER = "taken_over"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            AssignmentBasis.DEFINITIVE: "Definitif",
            AssignmentBasis.DELEGATED: "Pendelegasian",
            AssignmentBasis.PLT: "Plt.",
            AssignmentBasis.PLH: "Plh.",
            AssignmentBasis.TAKEN_OVER: "Diambil alih atasan",
        }[self]


class Source(StrEnum):
    """Where a posting or an assignment comes from: an officer's correction is never undone by an import."""

    SETUP = "setup"
    IMPORT = "import"
    PROPOSAL = "proposal"
    OFFICER = "officer"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Source.SETUP: "Pemasangan",
            Source.IMPORT: "Impor berkas",
            Source.PROPOSAL: "Usulan yang diterima petugas",
            Source.OFFICER: "Koreksi petugas",
        }[self]


class Departure(StrEnum):
    """Why a person's service in this agency ended."""

    RETIREMENT = "retirement"
    DEATH = "death"
    CONTRACT_END = "contract_end"
    TRANSFER = "transfer"
    DISMISSAL = "dismissal"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Departure.RETIREMENT: "Pensiun",
            Departure.DEATH: "Meninggal dunia",
            Departure.CONTRACT_END: "Perjanjian kerja berakhir",
            Departure.TRANSFER: "Pindah ke instansi lain",
            Departure.DISMISSAL: "Berhenti",
        }[self]
