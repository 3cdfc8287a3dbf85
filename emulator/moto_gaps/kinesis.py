"""Gaps of Kinesis Data Streams."""

from __future__ import annotations

from .core import gap, wrap


@gap("Kinesis: a stream has the tags that it is made with")
def tags_of_a_new_stream() -> None:
    """moto takes tags of a stream only afterwards, by AddTagsToStream; AWS takes them in CreateStream too."""
    from moto.kinesis.responses import KinesisResponse

    @wrap(KinesisResponse, "create_stream")
    def create_stream(original, self):
        answer = original(self)
        tags = self._get_param("Tags")
        if tags:
            self.kinesis_backend.add_tags_to_stream(None, self._get_param("StreamName"), tags)
        return answer
