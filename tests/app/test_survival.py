"""Nothing owed is lost when the service is killed, and only what was in flight comes twice."""

from tests.app.survival import Survival


async def test_killed_while_news_flows_every_alert_arrives(tmp_path):
    tally = await Survival(tmp_path, count=24, kills=2).run()
    assert (tally.articles, tally.owed, tally.lost, tally.undoubted) == (24, 48, [], [])
    assert len(tally.doubled) <= 2 * tally.kills
    assert tally.stopped_in < 10
