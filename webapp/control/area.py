"""The pages of this area and who may use them."""

from flask import Blueprint

from webapp.area import Area

blueprint = Blueprint("control", __name__, url_prefix="/x/<exercise>/control", template_folder="templates")

AREA = Area(blueprint, rows={})
