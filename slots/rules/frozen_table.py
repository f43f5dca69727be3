"""A mapping that cannot change and keeps the order of the file it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, get_args

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

_T = TypeVar("_T", covariant=True)


class Table(Mapping[str, _T]):
    """A TOML table as an immutable, hashable value: names to things of one type, in file order."""

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Mapping[str, _T] | None = None) -> None:
        self._pairs: dict[str, _T] = dict(pairs or {})

    def __getitem__(self, name: str) -> _T:
        return self._pairs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __hash__(self) -> int:
        return hash(tuple(self._pairs.items()))

    def __repr__(self) -> str:
        return f"Table({self._pairs!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        (value,) = get_args(source)
        return core_schema.no_info_after_validator_function(
            cls,
            core_schema.dict_schema(core_schema.str_schema(), handler.generate_schema(value)),
            serialization=core_schema.plain_serializer_function_ser_schema(dict),
        )
