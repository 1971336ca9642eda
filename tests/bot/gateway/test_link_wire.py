from tests.bot.gateway.conftest import House


async def test_a_message_arrives(house: House) -> None:
    async with house.connect11() as ws:
        await ws.send('{"time":1793260000,"self_id":1,"post_type":"message","message_type":"group","sub_type":"normal","message_id":5,"group_id":6,"user_id":7,"message":[{"type":"text","data":{"text":"hi"}}]}')
        await house.sink.wait_for(lambda: bool(house.sink.messages))
        assert house.sink.messages[0].text == "hi"
        assert house.ups[0].account == "3001001001"
