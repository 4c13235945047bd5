from __future__ import annotations

import shutil

import pytest

from kg import paths
from kg.errors import OntologyError


def test_the_files_of_the_ontology_are_found():
    names = [path.name for path in paths.ontology_files()]
    assert names == sorted(names)
    assert {"geostance.ttl", "shapes.ttl"} <= set(names)


def test_a_subfolder_that_is_not_there_is_an_error():
    with pytest.raises(OntologyError, match="is not a folder"):
        paths.ontology_files("dreams")


def test_a_data_file_of_the_package_is_found_or_named():
    assert paths.package_file("errors.py").is_file()
    with pytest.raises(OntologyError, match="kg/nothing is missing"):
        paths.package_file("nothing")


def test_an_installed_package_uses_the_ontology_within_it(tmp_path, monkeypatch):
    package = tmp_path / "kg"
    shutil.copytree(paths.ontology_folder(), package / "ontology")
    monkeypatch.setattr(paths, "files", lambda _: package)
    assert paths.ontology_folder() == package / "ontology"
    shutil.rmtree(package / "ontology")
    monkeypatch.setattr(paths, "_PACKAGE", package)
    with pytest.raises(OntologyError, match="the ontology is missing"):
        paths.ontology_folder()
