"""What an address of ours stands for, as RDF: /id/… answers with all that is said of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kommunegraf import identity
from kommunegraf.endpoint.asking import answered, body, chosen_format
from kommunegraf.endpoint.protocol import parameters
from kommunegraf.endpoint.refused import Refused
from kommunegraf.endpoint.withdrawn import refuse_withdrawn
from kommunegraf.formats import GRAPHS
from kommunegraf.pool import Request as Asked
from kommunegraf.store import term


async def thing(request: Request) -> Response:
    """The description of one thing; 404 where nothing is known of it, 410 where it was withdrawn."""
    iri = str(identity.iri(request.path_params["path"]))
    chosen = chosen_format(request, parameters(request), GRAPHS)
    folder = request.app.state.pool.folder
    refuse_withdrawn(folder, iri)
    written = term(iri, "iri")
    if b"false" in await body(request, Asked(f"ASK {{ {written} ?p ?o }}", "csv")):
        refuse_withdrawn(folder, iri, shared=True)
        raise Refused(404, f"Om {iri} vides intet.", f"Nothing is known of {iri}.")
    return await answered(request, Asked(f"DESCRIBE {written}", chosen.name), chosen, Link=f'<{iri}>; rel="describes"')
