import { Body, Controller, Get, HttpCode, Put, UseGuards } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { boundedInstant } from '@curbstop/contracts';
import { rows } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { Accept } from '../edge/accept.ts';
import { Public } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { SimulatorGuard } from './simulator.guard.ts';

/** Up to which moment of the city's clock the simulated meters have sent their reads. */
const caughtUp = z.object({ through: boundedInstant('up to when the reads were sent') });
const serviceOff = z.object({ devices: z.array(z.string()) });

/** What the simulated meters of the demo city need to know of the real world; a city at work answers 404. */
@Controller('api/simulator')
@Public()
@UseGuards(SimulatorGuard)
export class SimulatorController {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  @Put('caught-up')
  @HttpCode(204)
  @Describe({ says: 'Demo: the meters have sent their reads up to a moment', body: caughtUp })
  async caughtUp(@Body(new Accept(caughtUp)) { through }: z.output<typeof caughtUp>): Promise<void> {
    await this.source.query(
      `INSERT INTO setting (key, value) VALUES ('simulator/caught-up', $1)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [JSON.stringify({ through })],
    );
    await this.source.query("SELECT pg_notify('caught-up', $1)", [String(through)]);
  }

  @Get('service-off')
  @Describe({ says: 'Demo: devices at places where the water is off', answer: serviceOff })
  async serviceOff(): Promise<z.output<typeof serviceOff>> {
    const off = await rows<{ name: string }>(
      this.source,
      `SELECT DISTINCT device.name FROM account
       LEFT JOIN meter_installation AS here ON here.service_point_id = account.service_point_id AND here.removed_on IS NULL
       LEFT JOIN meter ON meter.id = here.meter_id
       LEFT JOIN valve ON valve.service_point_id = account.service_point_id
       JOIN device ON device.id IN (meter.device_id, valve.device_id)
       WHERE account.status = 'active' AND account.service = 'off' ORDER BY device.name`,
    );
    return { devices: off.map(({ name }) => name) };
  }
}
