import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  filePosted,
  filePreview,
  paymentFile,
  postedFiles,
  websitePlanned,
  websitePreview,
  websiteWindow,
  websiteWindows,
} from '@curbstop/contracts';
import {
  openOutage,
  comingOutages,
  postedFiles as filesPosted,
  postedSays,
  postFile,
  previewOutage,
  previewFile,
  endOutage,
  textOfBytes,
} from '@curbstop/core';
import type { FilePreview, Planned, PostedFile, StaffMember } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Accept, idInPath } from '../edge/accept.ts';
import { actorOf, Allow, Staff } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY } from '../parts.ts';
import type { City } from '../parts.ts';

/** A file as text, whatever it was sent as. */
function decoded(file: z.output<typeof paymentFile>): z.output<typeof paymentFile> {
  if (file.encoding === 'text') return file;
  return { ...file, content: textOfBytes(Buffer.from(file.content, 'base64')) };
}

/** J.3, K.9: files from banks. A file is looked at before it is posted. */
@Controller('api/payment-files')
@Allow('cashier', 'clerk', 'finance', 'asst-director-finance')
export class PaymentFilesController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get()
  @Allow('cashier', 'clerk', 'supervisor', 'finance', 'asst-director-finance', 'admin')
  @Describe({ says: 'Files that were posted, the latest first', answer: postedFiles })
  async posted(): Promise<z.input<typeof postedFiles>> {
    return { files: await filesPosted(this.source) };
  }

  @Post('preview')
  @HttpCode(200)
  @Describe({ says: 'What a file would do, line by line', body: paymentFile, answer: filePreview })
  preview(@Body(new Accept(paymentFile)) file: z.output<typeof paymentFile>): Promise<FilePreview> {
    return previewFile(this.source, decoded(file), this.city.clock.now());
  }

  @Post()
  @HttpCode(200)
  @Describe({ says: 'Posts a file; the same file again changes nothing', body: paymentFile, answer: filePosted })
  async post(
    @Body(new Accept(paymentFile)) file: z.output<typeof paymentFile>,
    @Staff() staff: StaffMember,
  ): Promise<PostedFile & { says: string }> {
    const posted = await postFile(this.source, decoded(file), actorOf(staff, 'finance'), this.city.clock.now());
    return { ...posted, says: postedSays(posted) };
  }
}

/** J.4.a: when the website takes no payments. */
@Controller('api/website-windows')
@Allow('supervisor', 'finance', 'asst-director-finance', 'admin')
export class WebsiteController {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
  ) {}

  @Get()
  @Allow('cashier', 'clerk', 'supervisor', 'finance', 'asst-director-finance', 'admin')
  @Describe({ says: 'Windows that are not over', answer: websiteWindows })
  async windows(): Promise<z.input<typeof websiteWindows>> {
    return { windows: await comingOutages(this.source, this.city.clock.now()) };
  }

  @Post('preview')
  @HttpCode(200)
  @Describe({ says: 'Whose last evening to pay a window would take', body: websiteWindow, answer: websitePreview })
  async preview(
    @Body(new Accept(websiteWindow)) window: z.output<typeof websiteWindow>,
  ): Promise<Omit<Planned, 'windowId'>> {
    return { affected: await previewOutage(this.source, window, this.city.clock.now()) };
  }

  @Post()
  @HttpCode(200)
  @Describe({ says: 'Takes the website down for a time', body: websiteWindow, answer: websitePlanned })
  close(
    @Body(new Accept(websiteWindow)) window: z.output<typeof websiteWindow>,
    @Staff() staff: StaffMember,
  ): Promise<Planned> {
    return openOutage(this.source, window, actorOf(staff, 'supervisor'), this.city.clock.now());
  }

  @Delete(':windowId')
  @HttpCode(204)
  @Describe({ says: 'The website stays up, or is back' })
  async reopen(@Param('windowId', idInPath('windowId')) windowId: number, @Staff() staff: StaffMember): Promise<void> {
    await endOutage(this.source, windowId, actorOf(staff, 'supervisor'), this.city.clock.now());
  }
}
