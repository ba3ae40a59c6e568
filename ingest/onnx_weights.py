"""Other weights in the bytes of an ONNX file: the only module that imports protobuf.

Of the format only a few fields matter here. A session can be given initializers too, but it leaves the int8 matrices
among them out when it turns the network's matrices into the form whose sums do not overflow (`ingest/onnx_models.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from numpy.typing import NDArray

from ingest.errors import ModelFileError

_Field = descriptor_pb2.FieldDescriptorProto
_ONE, _MANY = _Field.LABEL_OPTIONAL, _Field.LABEL_REPEATED
_FIELDS = {
    "Tensor": (
        ("dims", 1, _Field.TYPE_INT64, _MANY),
        ("data_type", 2, _Field.TYPE_INT32, _ONE),
        ("name", 8, _Field.TYPE_STRING, _ONE),
        ("raw_data", 9, _Field.TYPE_BYTES, _ONE),
    ),
    "Graph": (("initializer", 5, "Tensor", _MANY),),
    "Model": (("graph", 7, "Graph", _ONE),),
}
"""The fields, with their numbers in `onnx.proto`, that are read or written. All others are handed on as they are."""


def with_weights(network: bytes, weights: Mapping[str, NDArray[np.generic]]) -> bytes:
    """Give the content of an ONNX file with other values in those of its weights that `weights` names.

    Their types stay, their shapes are those of the arrays: a matrix's one scale may become one for each column.
    Raises ModelFileError where the file has no weight of a name.
    """
    model = _message_class()()
    model.ParseFromString(network)
    missing = set(weights)
    for tensor in model.graph.initializer:
        array = weights.get(tensor.name)
        if array is None:
            continue
        tensor.DiscardUnknownFields()  # values that are not stored as raw bytes
        tensor.dims[:] = array.shape
        tensor.raw_data = array.tobytes()
        missing.remove(tensor.name)
    if missing:
        raise ModelFileError(
            f"The network has no weights named {sorted(missing)[0]}; fit yours anew, or install the project anew."
        )
    content: bytes = model.SerializeToString()
    return content


@lru_cache(maxsize=1)
def _message_class() -> Any:
    file = descriptor_pb2.FileDescriptorProto(name="weights.proto", package="weights", syntax="proto2")
    for message, fields in _FIELDS.items():
        described = file.message_type.add(name=message)
        for name, number, kind, label in fields:
            field = described.field.add(name=name, number=number, label=label)
            if isinstance(kind, str):
                field.type, field.type_name = _Field.TYPE_MESSAGE, f".weights.{kind}"
            else:
                field.type = kind
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("weights.Model"))
