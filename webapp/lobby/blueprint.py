"""The blueprint of the lobby: creating, listing and joining exercises."""

from flask import Blueprint

blueprint = Blueprint("lobby", __name__, template_folder="templates")
