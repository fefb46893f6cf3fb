"""Delivery beside the page: asked for after commit. The periodic job does the same, so that no message is lost
with the queue."""

from django.db import transaction
from django_tasks import task


@task()
def deliver_now() -> None:
    """Send what is due; when there is more than one turn can send, the next turn is asked for."""
    from trede.outbox import delivery

    if delivery.take_turn().more:
        deliver_now.enqueue()


def wake() -> None:
    deliver_now.enqueue()


def wake_after_commit() -> None:
    """Have the worker look after this transaction: once, however many messages it stores."""
    if not any(hook[1] is wake for hook in transaction.get_connection().run_on_commit):
        transaction.on_commit(wake)
