"""The web's entrance: a group's calendar under an address nobody can guess."""

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from bot.web.routes import routes

from . import service

PATH = "/calendar/{token}.ics"
_HEADERS = {
    "Cache-Control": "private, max-age=300",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def path_of(token: str) -> str:
    return f"/calendar/{token}.ics"


@routes.get(PATH)
async def show_calendar(request: Request) -> Response:
    """404 tells nothing: a wrong address and a group that was disabled look alike."""
    group = await service.group_of_calendar(str(request.path_params["token"]))
    if group is None:
        return Response("not found\n", status_code=404, media_type="text/plain")
    content = await service.calendar_file(group, now=routes.clock.now())
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {**_HEADERS, "ETag": etag}
    if etag in [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type="text/calendar; charset=utf-8")
