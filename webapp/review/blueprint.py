"""The blueprint of the review's pages."""

from flask import Blueprint

blueprint = Blueprint("review", __name__, url_prefix="/x/<exercise>/review", template_folder="templates")
