"""The words that names of bodies begin or end with, and those that only say what a body is."""

from __future__ import annotations

from typing import Final

from extract.grammar.lexicon import words

COMPOUND: Final = (
    ("ministry", r"ministeriet|ministerium"),
    ("agency", r"(?<!be)styrelsen|direktoratet|tilsynet|Styrelsen"),
    ("committee", r"[Uu]dvalget|styregruppen"),
    (
        "council",
        r"(?<![Oo]m)(?<![Ff]or)(?<![Ss]am)rådet|råd(?=s? [A-ZÆØÅ])|(?:Ældre|Senior|Handicap|Udsatte|Unge|Ungdoms)råd|"
        r"[Kk]ommunalbestyrelsen|Borgerrepræsentationen",
    ),
    ("commission", r"kommissionen"),
    ("task-force", r"[Tt]ask ?[Ff]orcen?"),
    ("alliance", r"alliancen"),
    ("association", r"foreningen|forbundet|unionen|organisationen"),
    ("fund", r"fonden|Fonden"),
    ("school", r"skolen|gymnasiet|universitetet|akademiet"),
    (
        "other",
        r"nævnet|forvaltning(?:en)?|[Ss]ekretariatet|rådgivningen|tjenesten|fællesskabet|domstolen|(?<=s)bestyrelsen|"
        r"(?<=Valg)bestyrelsen|borgersamlingen",
    ),
)
"""Last parts of compounds that name a body: "Klagenævnet"."""

HEAD: Final = (
    ("committee", r"Udvalg|Opgaveudvalg"),
    (
        "council",
        r"Råd|Byråd|Brugerråd|Ældreråd|Seniorråd|Handicapråd|Ungeråd|Ungdomsråd|Lokalråd|Landsbyråd|Beboerråd|"
        r"Integrationsråd|Udsatteråd|Menighedsråd|Kommunalbestyrelse|Borgerrepræsentation",
    ),
    (
        "association",
        r"[Ff]orening|[Ff]orbund|[A-ZÆØÅ][a-zæøå]+(?:forening|forbund|klub|organisation)|Boligselskab|[Aa]ndelsboligforening|"
        r"Unionen|Foreningen|Organisation|[A-ZÆØÅ][a-zæøå]+laug|Bylaug|IF|BK|IK|GF|FC|KFUM|KFUK|Spejderkorps|Landsorganisation",
    ),
    ("fund", r"Fond|Fonden"),
    (
        "school",
        r"Universitet|Professionshøjskole|Gymnasium|Skole|Privatskolen?|Friskolen?|Lilleskole|Handelsskole|"
        r"Erhvervsakademi|Musikskole|Kulturskole|Specialskole|Skolecenter|Højskole|Efterskole|Produktionsskole|Ungdomsskole|Erhvervsskole|Handelsgymnasium|"
        r"Tekniske Skole",
    ),
    ("alliance", r"Alliancen"),
    ("task-force", r"[Tt]ask ?[Ff]orce"),
    (
        "other",
        r"Museum|Museer|Bibliotek|Bibliotekerne|Universitetshospital|Hospital|Sygehus|Brandvæsen|Beredskab|"
        r"Sekretariat|(?:Rusmiddel|Kompetence|Behandlings|Aktivitets|Rehabiliterings|Trænings|Sundheds|Viden|Videns|"
        r"Kultur|Idræts|Bo|Pleje|Familie|Ungdoms|Vejlednings|Rådgivnings|Job|Døgn|Demens)center|Plejehjem|Bofællesskab|"
        r"Institut|Hjælpemiddeldepot|Folkebibliotek|Lokalhistoriske Arkiv|Stadsarkiv|"
        r"Turistforening|Havneråd|Teater|Biograf|Orkester|Provsti|Erhvervsråd|Klagenævn|"
        r"Huslejenævn",
    ),
    ("agency", r"Politi"),
    ("company", r"A/S|ApS|I/S|P/S|K/S|a\.m\.b\.a\.|AMBA|amba|Holding"),
    ("company", r"Forsyning|Fjernvarme|Varmeværk|Kraftvarmeværk|Vandværk|Renovation|Spildevand|Lufthavn"),
    ("programme", r"Projektet"),
)
"""Last words of names that are written apart: "X Universitet"."""

LEADING: Final = (
    ("ministry", r"Ministeriet for"),
    ("agency", r"Styrelsen for|Direktoratet for|Socialtilsyn"),
    (
        "committee",
        r"Udvalget (?:for|om|vedr(?:ørende|\.))|Udvalg for|[Oo]pgaveudvalg(?:et)? (?:for|om)|[Ss]tyregruppen for|"
        r"udvalget for|(?:[A-ZÆØÅ][a-zæøå]+ )?(?!Målgruppe|Aldersgruppe|Borgergruppe|Faggruppe)"
        r"[A-ZÆØÅ][a-zæøå]+gruppen? for(?= [A-ZÆØÅ])",
    ),
    (
        "council",
        r"Rådet for|Råd for|[Bb]rugerrådet (?:ved|for|på|i)|[Ll]okalrådet (?:i|for)|[Mm]enighedsrådet (?:i|ved)|"
        r"RAR|Sundhedsråd|Det Regionale Arbejdsmarkedsråd",
    ),
    ("commission", r"Kommissionen (?:for|om)|[A-ZÆØÅ]\w+kommissionen for"),
    ("task-force", r"(?:Digital )?[Tt]ask ?[Ff]orce(?:n)? (?:for|om)"),
    (
        "association",
        r"Foreningen(?: af| for)?|Landsforeningen(?: for| af)?|Landsorganisationen (?:for|af)|"
        r"Landssammenslutningen (?:for|af)|Landssamråd(?:et)? for|Forbundet(?: af| for)?|"
        r"Boligselskabet|Boligforeningen|"
        r"(?:Idræts|Grundejer|Borger|Ejer|Andelsbolig|Have|Kunst|Beboer|Husejer|Handels|Turist|Gymnastik)foreningen|"
        r"Danmarks|(?<![Dd]en )Danske?",
    ),
    ("fund", r"Fonden(?: for)?"),
    ("school", r"Erhvervsakademi|University College|Professionshøjskolen|SOSU|FGU|VUC|EUC|HF & VUC"),
    (
        "other",
        r"[Dd]en selvejende institution|Cent(?:er|eret|ret) for|Videns?center for|Sekretariatet for|"
        r"Nævnet for|Forvaltningen for|Partnerskabet for|"
        r"[Ss]kolebestyrelsen (?:på|ved)|[A-ZÆØÅ][a-zæøå]+ [Ff]orum for|Forum for|Museet for|Jobcenter|"
        r"Frivillig[Cc]enter|Plejecenter|"
        r"[A-ZÆØÅ][a-zæøå]+(?:stedet|tilbuddet|hjemmet|centret|centeret|haven|klubben)|Børnehuset|"
        r"Erhvervshus|Museet|"
        r"Musikhuset|Ungdomsskolen|Destination|Business|Visit",
    ),
)
"""First words of names: the rest follows, capitalised, or after a preposition as a noun phrase."""

LOWER: Final = (
    r"(?<=\bnye )(?:handicap|ældre|senior|ungdoms)råd|(?<=\bnyvalgte )(?:handicap|ældre|senior|ungdoms)råd|"
    r"[Bb]yrådet|[Rr]egionsrådet|[Kk]ommunalbestyrelsen|[Bb]orgerrepræsentationen|kystvandråd(?:et)?|"
    r"(?:økonomi|social|teknik|kultur|sundheds|miljø|beskæftigelses|ældre|plan|børne?|skole|ekspert|klima|"
    r"trafik|erhvervs|psykiatri)udvalget|(?!(?:fag|under|hoved|hver|opgave|ansættelses|forretnings|fælles|sam)udvalg)[a-zæøå]{5,}udvalget|"
    r"(?:handicap|ældre|senior|udsatte|unge|ungdoms|integrations|lokal|frivillig|psykiatri|"
    r"erhvervs|uddannelses)rådet|\w{5,}kommissionen|\w{6,}styregrupper(?:ne)?"
)
"""Bodies that are often printed with a small letter; the named are told by their stem."""

GENERIC: Final = words(
    """
    med-organisationen
    udvalget bestyrelsen styrelsen rådet nævnet foreningen forbundet fonden skolen folkeskolen grundskolen
    specialskolen friskolen privatskolen efterskolen højskolen erhvervsskolen gymnasiet universitetet
    akademiet kommissionen alliancen forvaltningen sekretariatet tilsynet direktoratet ministeriet
    ressortministeriet fagministeriet organisationen fagudvalget underudvalget hovedudvalget stående-udvalget
    fagforvaltningen rådgivningen tjenesten fællesskabet lokalsamfundsfællesskabet skolefællesskabet
    grundejerforeningen boligforeningen andelsboligforeningen idrætsforeningen afdelingsbestyrelsen
    skolebestyrelsen forældrebestyrelsen boligorganisationen interesseorganisationen paraplyorganisationen
    styregruppen arbejdsgruppen organisationsbestyrelsen institutionsbestyrelsen driftsorganisationen
    domstolen klassefællesskabet arbejdsfællesskabet børnefællesskabet bofællesskabet fagorganisationen
    brugerrådet elevrådet forældrerådet forrådet opfølgningstilsynet brandtilsynet personaletilsynet
    byggetilsynet skovrejsningen tilsynsstyrelsen undervisningen sundhedstjenesten udvalgsformanden
    folkeoplysningsforbundet kontaktudvalget ministerium samtalefællesskabet fællesbestyrelsen
    lokalfællesskabet vejledningstjenesten studierådgivningen gældsrådgivningen udvalgets landsorganisationen
    moderorganisationen frivilligorganisationen medlemsorganisationen medarbejderorganisationen
    leverandørforeningen myndighedstilsynet ejerforeningen lokalforeningen hovedforeningen moderforeningen
    partiforeningen partiorganisationen forligskredsen grundfonden byggeskadefonden ungdomsskolen aftenskolen
    rigsfællesskabet kapitalforvaltningen kapitalforvaltning formueforvaltning formueforvaltningen
    ejendomsforvaltning ejendomsforvaltningen skovforvaltning naturforvaltning arealforvaltning personforeningen
    naboskolen distriktsskolen naturskolen musikskolen overbygningsskolen heldagsskolen
    """
)
"""Words that say what a body is, but not which."""

NOT_FIRST: Final = words(
    """
    Den Det De En Et I På Til For Fra Med Af Om Ved Og Samt Der Dette Denne Disse Både Hvis Når Som At Efter
    Under Over Ny Nye Alle Mellem Formand Formanden Borgmester Direktør Bilag Punkt Sag Kommunens Regionens
    Byens Statens Herudover Desuden Derudover Endvidere Samtidig Hos Via Jf Ifølge Vores Deres Udover Siden
    Hertil Også Desværre Næstformand Tema Temaet Orientering Oplæg Leder Introduktion Referat Besøg Status
    Ingen Enhver Hver Flere Begge
    """
)
"""Words of the sentence that may stand before a name with a capital letter."""
